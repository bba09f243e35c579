import { afterAll, describe, expect, it } from 'vitest';
import { revisionsRoutes } from '../../lib/contract/routes/revisions.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = revisionsRoutes.getSurveyRevision;
const get = (surveyId: string, headers: Record<string, string> = {}) =>
  api.staff.call('getSurveyRevision', { params: { surveyId }, headers });

describe('GET /v1/surveys/{surveyId}/revision', () => {
  it('gives the revision as it was written, by its own entity tag', async () => {
    const surveyId = await api.published();
    const body = sampleDefinition({ title: { en: 'Next', zh: '下一版' } });
    const written = await api.staff.call('reviseSurvey', { params: { surveyId }, body });
    const answer = await get(surveyId);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(written.body);
    expect(answer.headers['etag']).toBe('"1"');
    expect((await get(surveyId, { 'if-none-match': '"1"' })).status).toBe(304);
  });

  it('finds none where none was begun, and no survey where none is', async () => {
    expect((await get(await api.published())).problem.code).toBe('revision_not_found');
    expect((await get(strangeId)).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
