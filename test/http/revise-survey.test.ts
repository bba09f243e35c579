import { afterAll, describe, expect, it } from 'vitest';
import { revisionsRoutes } from '../../lib/contract/routes/revisions.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = revisionsRoutes.reviseSurvey;
const next = (en: string) => sampleDefinition({ title: { en, zh: '题' } });
const revise = (surveyId: string, body: unknown, headers: Record<string, string> = {}) =>
  api.staff.call('reviseSurvey', { params: { surveyId }, body, headers });

describe('PUT /v1/surveys/{surveyId}/revision', () => {
  it('begins a revision, writes over it, and changes nothing that is asked', async () => {
    const surveyId = await api.published();
    const begun = await revise(surveyId, next('One'));
    expect(begun).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    expect(begun.body).toEqual({
      ...next('One'),
      surveyId,
      version: 1,
      createdAt: begun.body.updatedAt,
      updatedAt: expect.any(String),
    });
    const again = await revise(surveyId, next('Two'));
    expect(again).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    const { body } = await api.staff.call('getSurvey', { params: { surveyId } });
    expect(body).toMatchObject({ version: 2, surveyVersion: 1, title: sampleDefinition().title });
  });

  it('writes only over what the caller has seen', async () => {
    const surveyId = await api.published();
    expect((await revise(surveyId, next('A'), { 'if-match': '*' })).problem.code).toBe(
      'stale_version',
    );
    expect((await revise(surveyId, next('A'), { 'if-none-match': '*' })).status).toBe(201);
    expect((await revise(surveyId, next('B'), { 'if-none-match': '*' })).status).toBe(412);
    expect((await revise(surveyId, next('B'), { 'if-match': '"1"' })).status).toBe(200);
    expect((await revise(surveyId, next('C'), { 'if-match': '"1"' })).status).toBe(412);
    expect((await revise(surveyId, next('C'), { 'if-match': '*' })).status).toBe(200);
  });

  it('takes what lacks things yet, and nothing that no survey could hold', async () => {
    const surveyId = await api.published();
    expect((await revise(surveyId, { ...next('A'), questions: [] })).status).toBe(201);
    const label = { en: 'x'.repeat(1_000) };
    const questions = Array.from({ length: 60 }, (_, at) => ({
      id: `q${at}`,
      type: 'text',
      label,
    }));
    const large = await revise(surveyId, { ...next('A'), questions });
    expect(large.problem.errors).toEqual([expect.objectContaining({ code: 'too_big' })]);
  });

  it('revises open surveys only', async () => {
    const draft = await api.draft();
    expect((await revise(draft, next('A'))).problem.code).toBe('survey_not_open');
    const closed = await api.published();
    await api.close(closed);
    expect((await revise(closed, next('A'))).problem.code).toBe('survey_not_open');
    expect((await revise(strangeId, next('A'))).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    const params = { surveyId: strangeId };
    await expectSharedRefusals(api.staff, route, { params, body: sampleDefinition() });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
