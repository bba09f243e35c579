import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.publishSurvey;
const publish = (surveyId: string, headers: Record<string, string> = {}) =>
  api.staff.call('publishSurvey', { params: { surveyId }, headers });

describe('POST /v1/surveys/{surveyId}/publish', () => {
  it('opens a whole draft and gives its definition a number', async () => {
    const surveyId = await api.draft();
    const answer = await publish(surveyId, { 'if-match': '"1"' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'open', surveyVersion: 1, version: 2 });
    expect(answer.body.publishedAt).toBe(answer.body.updatedAt);
    expect(answer.headers['etag']).toBe('"2"');
  });

  it('names all that is missing, and leaves the draft a draft', async () => {
    const surveyId = await api.draft({
      defaultLanguage: 'de',
      questions: [
        { id: 'a', type: 'single', label: { en: 'A' } },
        { id: 'a', type: 'text', label: { en: 'B', zh: 'B' } },
      ],
    });
    const { problem } = await publish(surveyId);
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual([
      '/defaultLanguage',
      '/questions/0/label/zh',
      '/questions/1/id',
      '/questions/0/options',
    ]);
    const { body } = await api.staff.call('getSurvey', { params: { surveyId } });
    expect(body).toMatchObject({ status: 'draft', version: 1 });
  });

  it('proves that every question and quota can be reached', async () => {
    const label = { en: 'A', zh: '甲' };
    const surveyId = await api.draft({
      questions: [
        { id: 'a', type: 'nps', label, required: true },
        { id: 'b', type: 'text', label, showIf: { question: 'a', answered: false } },
      ],
      quotas: [{ id: 'none', limit: 1, when: { question: 'b', answered: true } }],
    });
    const { problem } = await publish(surveyId);
    expect(problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/questions/1/showIf', 'never_asked'],
      ['/quotas/0/when', 'never_met'],
    ]);
  });

  it('publishes once, also when two ask at the same time', async () => {
    const surveyId = await api.draft();
    const answers = await Promise.all([publish(surveyId), publish(surveyId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await publish(surveyId)).problem.code).toBe('survey_not_draft');
  });

  it('answers a repeated Idempotency-Key with the published survey', async () => {
    const surveyId = await api.draft();
    const key = { 'idempotency-key': 'publish-once' };
    const first = await publish(surveyId, key);
    const again = await publish(surveyId, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('refuses a version that is no longer there, and what is not there at all', async () => {
    const surveyId = await api.draft();
    expect((await publish(surveyId, { 'if-match': '"7"' })).problem.code).toBe('stale_version');
    expect((await publish(strangeId)).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
