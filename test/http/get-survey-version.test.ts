import { afterAll, describe, expect, it } from 'vitest';
import { revisionsRoutes } from '../../lib/contract/routes/revisions.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = revisionsRoutes.getSurveyVersion;
const get = (surveyId: string, surveyVersion: string | number) =>
  api.staff.call('getSurveyVersion', {
    params: { surveyId, surveyVersion: String(surveyVersion) },
  });

describe('GET /v1/surveys/{surveyId}/versions/{surveyVersion}', () => {
  it('gives what was asked, in force and superseded', async () => {
    const surveyId = await api.published();
    const params = { surveyId };
    const inForce = await get(surveyId, 1);
    expect(inForce.status).toBe(200);
    expect(inForce.body).toEqual({
      ...sampleDefinition(),
      surveyId,
      surveyVersion: 1,
      publishedAt: expect.any(String),
      supersededAt: null,
    });
    const title = { en: 'Next', zh: '下一版' };
    await api.staff.call('reviseSurvey', { params, body: sampleDefinition({ title }) });
    const { body: survey } = await api.staff.call('publishSurveyRevision', { params });
    expect((await get(surveyId, 1)).body).toEqual({
      ...inForce.body,
      supersededAt: survey.revisedAt,
    });
    expect((await get(surveyId, 2)).body).toMatchObject({
      title,
      publishedAt: survey.revisedAt,
      supersededAt: null,
    });
  });

  it('knows no version of a draft, and none that is to come', async () => {
    expect((await get(await api.draft(), 1)).problem.code).toBe('survey_version_not_found');
    expect((await get(await api.published(), 2)).problem.code).toBe('survey_version_not_found');
    expect((await get(strangeId, 1)).problem.code).toBe('survey_not_found');
    expect((await get(strangeId, '0x1')).problem.code).toBe('invalid_request');
  });

  it('refuses what every route refuses', async () => {
    const params = { surveyId: strangeId, surveyVersion: '1' };
    await expectSharedRefusals(api.staff, route, { params });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
