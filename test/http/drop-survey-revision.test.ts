import { afterAll, describe, expect, it } from 'vitest';
import { revisionsRoutes } from '../../lib/contract/routes/revisions.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = revisionsRoutes.dropSurveyRevision;
const drop = (surveyId: string, headers: Record<string, string> = {}) =>
  api.staff.call('dropSurveyRevision', { params: { surveyId }, headers });

describe('DELETE /v1/surveys/{surveyId}/revision', () => {
  it('drops the revision that the caller has seen, and leaves the survey as it is', async () => {
    const surveyId = await api.published();
    const params = { surveyId };
    await api.staff.call('reviseSurvey', { params, body: sampleDefinition() });
    expect((await drop(surveyId, { 'if-match': '"2"' })).problem.code).toBe('stale_version');
    const answer = await drop(surveyId, { 'if-match': '"1"' });
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect((await drop(surveyId)).problem.code).toBe('revision_not_found');
    const { body } = await api.staff.call('getSurvey', { params });
    expect(body).toMatchObject({ status: 'open', version: 2, surveyVersion: 1 });
  });

  it('does not find what is not there', async () => {
    expect((await drop(strangeId)).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
