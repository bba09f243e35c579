import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.closeSurvey;
const close = (surveyId: string, headers: Record<string, string> = {}) =>
  api.staff.call('closeSurvey', { params: { surveyId }, headers });

describe('POST /v1/surveys/{surveyId}/close', () => {
  it('ends an open survey: from then on it takes no answers', async () => {
    const { surveyId, token } = await api.linked();
    const answer = await close(surveyId);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'closed', closedAt: answer.body.updatedAt });
    const late = await api.submit(surveyId, { token, answers: { q1: 9 } });
    expect(late.problem.code).toBe('survey_not_open');
  });

  it('refuses to close a draft, or twice', async () => {
    const draft = await api.draft();
    expect((await close(draft)).problem.code).toBe('survey_not_open');
    const surveyId = await api.published();
    await api.close(surveyId);
    expect((await close(surveyId)).problem.code).toBe('survey_not_open');
  });

  it('answers a repeated Idempotency-Key with the closed survey', async () => {
    const surveyId = await api.published();
    const key = { 'idempotency-key': 'close-once' };
    const first = await close(surveyId, key);
    expect((await close(surveyId, key)).body).toEqual(first.body);
  });

  it('refuses a version that is no longer there, and what is not there at all', async () => {
    const surveyId = await api.published();
    expect((await close(surveyId, { 'if-match': '"1"' })).problem.code).toBe('stale_version');
    expect((await close(strangeId)).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
