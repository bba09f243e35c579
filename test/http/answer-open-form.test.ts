import { afterAll, describe, expect, it } from 'vitest';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { browser, formBody, strangeId, surveysApi } from './support/surveys.ts';

type Pairs = readonly (readonly [string, string])[];

const api = surveysApi();
const route = publicRoutes.answerOpenForm;
const send = (surveyId: string, pairs: Pairs, headers: Record<string, string> = {}) =>
  api.open.call('answerOpenForm', { params: { surveyId }, ...formBody(pairs, headers) });

describe('POST /f/{surveyId}', () => {
  it('stores an anonymous response, and leads to the thanks', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const answer = await send(surveyId, [['q1', '7']], browser);
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      `/f/${surveyId}/thanks?lang=en`,
    ]);
    const results = await api.staff.call('getSurveyResults', { params: { surveyId } });
    expect(results.body).toMatchObject({ responses: 1, questions: { q1: { passives: 100 } } });
  });

  it('shows the form again with what is wrong, and stores nothing', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const again = await send(surveyId, [['q1', '11']], { ...browser, 'accept-language': 'zh' });
    expect(again.status).toBe(422);
    expect(again.body).toContain('该回答与题目不符。');
    expect((await send(surveyId, [])).problem.errors?.[0]?.code).toBe('required');
    const results = await api.staff.call('getSurveyResults', { params: { surveyId } });
    expect(results.body.responses).toBe(0);
  });

  it('refuses surveys that have no open form', async () => {
    const closed = await api.published({ mode: 'anonymous' });
    await api.close(closed);
    expect((await send(closed, [['q1', '7']])).problem.code).toBe('survey_not_open');
    expect((await send(strangeId, [['q1', '7']])).problem.code).toBe('survey_not_found');
    const personal = await api.published();
    expect((await send(personal, [['q1', '7']])).problem.code).toBe('invalid_token');
    const page = await send(personal, [['q1', '7']], browser);
    expect(page.body).toContain('<h1>A personal link is needed</h1>');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.open, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
