import { afterAll, describe, expect, it } from 'vitest';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { browser, formBody, surveysApi } from './support/surveys.ts';

type Pairs = readonly (readonly [string, string])[];

const api = surveysApi();
const route = publicRoutes.answerPersonalForm;
const send = (token: string, pairs: Pairs, headers: Record<string, string> = {}, lang = 'zh') =>
  api.open.call('answerPersonalForm', {
    params: { token },
    query: { lang },
    ...formBody(pairs, headers),
  });

const pairs: Pairs = [
  ['q1', '10'],
  ['q5', 'staff'],
  ['q5', 'price'],
  ['why', '很好\r\n谢谢'],
];

describe('POST /s/{token}', () => {
  it('stores the answers, and leads to a page that can be loaded again', async () => {
    const { surveyId, token } = await api.linked();
    const answer = await send(token, pairs, browser);
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(`/s/${token}/thanks?lang=zh`);
    const list = await api.staff.call('listSurveyResponses', { params: { surveyId } });
    expect(list.body.data).toEqual([
      expect.objectContaining({
        language: 'zh',
        answers: { q1: 10, q5: ['staff', 'price'], why: '很好\n谢谢' },
      }),
    ]);
    expect((await send(token, pairs)).status).toBe(303);
    const other = await send(token, [['q1', '1']], browser);
    expect(other.status).toBe(409);
    expect(other.body).toContain('<h1>此链接已作答</h1>');
    expect((await send(token, [['q1', '1']])).problem.code).toBe('response_conflict');
  });

  it('shows the form again with what was entered and what is missing', async () => {
    const { token } = await api.linked();
    const again = await send(token, [['why', 'because <3']], browser, 'en');
    expect(again.status).toBe(422);
    expect(again.body).toContain(
      '<a href="#q-q1-0">Would you recommend us?</a>: An answer is needed.',
    );
    expect(again.body).toContain('because &lt;3</textarea>');
    expect((await send(token, [])).problem.errors?.[0]?.pointer).toBe('/answers/q1');
    expect((await send(token, pairs)).status).toBe(303);
  });

  it('refuses closed, expired and forged links like the form itself', async () => {
    const { surveyId, token } = await api.linked();
    await api.close(surveyId);
    const expired = await api.linked({}, new Date(Date.now() + 1_200).toISOString());
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    expect((await send(token, pairs)).problem.code).toBe('survey_not_open');
    expect((await send(expired.token, pairs)).problem.code).toBe('link_expired');
    expect((await send(`${token}x`, pairs)).problem.code).toBe('invalid_token');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.open, route, { params: { token: 'x' } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
