import { afterAll, describe, expect, it } from 'vitest';
import { revisionsRoutes } from '../../lib/contract/routes/revisions.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = revisionsRoutes.publishSurveyRevision;
const publish = (surveyId: string, headers: Record<string, string> = {}) =>
  api.staff.call('publishSurveyRevision', { params: { surveyId }, headers });
const revise = (surveyId: string, more: Record<string, unknown>) =>
  api.staff.call('reviseSurvey', { params: { surveyId }, body: sampleDefinition(more) });

/** The sample without its last question, with an option less and a question more. */
const improved = () => {
  const { questions } = sampleDefinition();
  const label = { en: 'What else?', zh: '还有吗？' };
  return {
    questions: [
      ...questions.slice(0, 4),
      ...questions
        .slice(4, 5)
        .map((question) =>
          'options' in question ? { ...question, options: question.options.slice(1) } : question,
        ),
      { id: 'else', type: 'text', label },
    ],
  };
};

describe('POST /v1/surveys/{surveyId}/revision/publish', { timeout: 60_000 }, () => {
  it('asks the revision from then on; responses name their version and all of them count', async () => {
    const surveyId = await api.published();
    const first = await api.invite(surveyId);
    const second = await api.invite(surveyId);
    await api.submit(surveyId, { token: first, answers: { q1: 9, q5: ['staff'], why: 'kind' } });
    await revise(surveyId, improved());
    const answer = await publish(surveyId, { 'if-match': '"1"' });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    expect(answer.body).toMatchObject({ surveyVersion: 2, version: 3, status: 'open' });
    expect(answer.body.revisedAt).toBe(answer.body.updatedAt);
    expect(answer.body.publishedAt < answer.body.revisedAt).toBe(true);

    const old = await api.submit(surveyId, { token: second, answers: { q1: 9, q5: ['staff'] } });
    expect(old.problem.errors).toEqual([expect.objectContaining({ code: 'unknown_option' })]);
    const answers = { q1: 3, q5: ['price'], else: 'no' };
    expect((await api.submit(surveyId, { token: second, answers })).status).toBe(201);
    const params = { surveyId };
    const list = await api.staff.call('listSurveyResponses', { params });
    const versions = list.body.data.map(({ surveyVersion }: never) => surveyVersion);
    expect(versions.toSorted()).toEqual([1, 2]);
    const { body } = await api.staff.call('getSurveyResults', { params });
    expect(body.questions.q1.n).toBe(2);
    expect(body.questions.why).toEqual({ type: 'text', n: 1 });
    expect(body.questions.q5.options.map(({ id, count }: never) => [id, count])).toEqual([
      ['price', 1],
      ['range', 0],
      ['staff', 1],
    ]);
  });

  it('refuses what would change the meaning of answers, all of it, and keeps the revision', async () => {
    const surveyId = await api.published();
    const [q1, q2] = sampleDefinition().questions;
    const label = { en: 'A' };
    await revise(surveyId, {
      mode: 'anonymous',
      questions: [
        { ...q1, type: 'csat' },
        { ...q2, label },
      ],
    });
    const { problem } = await publish(surveyId);
    expect(problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/questions/1/label/zh', 'missing_language'],
      ['/mode', 'changed_mode'],
      ['/questions/0/type', 'changed_type'],
    ]);
    const kept = await api.staff.call('getSurveyRevision', { params: { surveyId } });
    expect(kept.status).toBe(200);
  });

  it('puts a revision in force once, also when two ask at the same time', async () => {
    const surveyId = await api.published();
    await revise(surveyId, improved());
    const answers = await Promise.all([publish(surveyId), publish(surveyId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await publish(surveyId)).problem.code).toBe('revision_not_found');
    const { body } = await api.staff.call('getSurvey', { params: { surveyId } });
    expect(body.surveyVersion).toBe(2);
  });

  it('answers a repeated Idempotency-Key with the survey', async () => {
    const surveyId = await api.published();
    await revise(surveyId, improved());
    const key = { 'idempotency-key': 'revise-once' };
    const first = await publish(surveyId, key);
    const again = await publish(surveyId, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('refuses another revision than the one seen, a closed survey, and what is not there', async () => {
    const surveyId = await api.published();
    await revise(surveyId, improved());
    expect((await publish(surveyId, { 'if-match': '"2"' })).problem.code).toBe('stale_version');
    await api.close(surveyId);
    expect((await publish(surveyId)).problem.code).toBe('survey_not_open');
    expect((await publish(strangeId)).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
