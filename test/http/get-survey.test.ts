import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.getSurvey;
const get = (surveyId: string, headers: Record<string, string> = {}) =>
  api.staff.call('getSurvey', { params: { surveyId }, headers });

describe('GET /v1/surveys/{surveyId}', () => {
  it('gives the survey, and 304 while it has the tag that the reader knows', async () => {
    const surveyId = await api.draft();
    const first = await get(surveyId);
    expect(first).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect((await get(surveyId, { 'if-none-match': '"1"' })).status).toBe(304);
    await api.staff.call('publishSurvey', { params: { surveyId } });
    expect((await get(surveyId, { 'if-none-match': '"1"' })).status).toBe(200);
  });

  it('does not find what is not there', async () => {
    expect((await get(strangeId)).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
