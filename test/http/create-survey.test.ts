import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.createSurvey;
const create = (body: unknown, headers: Record<string, string> = {}) =>
  api.staff.call('createSurvey', { body, headers });

describe('POST /v1/surveys', () => {
  it('starts a draft with all that was said, and version 1', async () => {
    const answer = await create(sampleDefinition());
    expect(answer.status).toBe(201);
    const { id, createdAt, updatedAt, ...rest } = answer.body;
    expect(id).toMatch(/^svy_[0-9a-z]{26}$/);
    expect(updatedAt).toBe(createdAt);
    expect(rest).toEqual({
      ...sampleDefinition(),
      status: 'draft',
      version: 1,
      surveyVersion: null,
      earlier: [],
      revisedAt: null,
      publishedAt: null,
      closedAt: null,
    });
    expect(answer.headers).toMatchObject({ location: `/v1/surveys/${id}`, etag: '"1"' });
    const read = await api.staff.call('getSurvey', { params: { surveyId: id } });
    expect(read.body).toEqual(answer.body);
  });

  it('takes a draft of a title alone', async () => {
    const answer = await create({ title: {}, defaultLanguage: 'en', mode: 'anonymous' });
    expect(answer.body).toMatchObject({ questions: [], allowedOrigins: [] });
  });

  it.each([1e308, 2 ** 53, 5e-324])('refuses %s, which no table keeps', async (is) => {
    const showIf = { question: 'q1', is };
    const label = { en: 'A', zh: '甲' };
    const more = { id: 'more', type: 'number', label, min: -1, max: is, showIf };
    const questions = [...sampleDefinition().questions, more];
    const { status, problem } = await create({ ...sampleDefinition(), questions });
    expect(status).toBe(422);
    expect(problem.errors?.map(({ pointer }) => pointer)).toContain(
      `/questions/${questions.length - 1}/showIf/is`,
    );
  });

  it('answers a repeated Idempotency-Key with the same survey', async () => {
    const key = { 'idempotency-key': 'survey-once' };
    const first = await create(sampleDefinition(), key);
    const again = await create(sampleDefinition(), key);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it.each([
    ['a name that is none of ours', { colour: 'red' }, '/colour', 'unknown_name'],
    ['another mode', { mode: 'secret' }, '/mode', 'invalid_value'],
    ['a reserved id', { questions: [question('token')] }, '/questions/0/id', 'reserved_name'],
    ['no title', { title: undefined }, '/title', 'required'],
    [
      'a page as origin',
      { allowedOrigins: ['https://a.example/'] },
      '/allowedOrigins/0',
      'invalid_origin',
    ],
    ['too much to count', { questions: [wideMatrix()] }, '/questions', 'too_big'],
    ['too much', { title: { en: 'x' }, questions: many(100) }, '', 'too_big'],
  ])('refuses %s by its pointer', async (_what, more, pointer, code) => {
    const { problem } = await create({ ...sampleDefinition(), ...more });
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, { body: sampleDefinition() });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});

function question(id: string) {
  return { id, type: 'text', label: { en: 'x' } };
}

/** Every cell is an answer to count. */
function wideMatrix() {
  const parts = Array.from({ length: 100 }, (_, at) => ({ id: `part${at}`, label: { en: 'x' } }));
  return { ...question('parts'), type: 'matrix', rows: parts, columns: parts };
}

function many(count: number) {
  const label = { en: 'x'.repeat(1_000) };
  return Array.from({ length: count }, (_, index) => ({ ...question(`q${index}`), label }));
}
