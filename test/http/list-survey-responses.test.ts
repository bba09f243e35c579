import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.listSurveyResponses;
const list = (surveyId: string, query: Record<string, string | number> = {}) =>
  api.staff.call('listSurveyResponses', { params: { surveyId }, query });

const walk = async (surveyId: string, query: Record<string, string | number>) => {
  const found: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const answer = await list(surveyId, { ...query, ...(cursor === null ? {} : { cursor }) });
    expect(answer.status).toBe(200);
    found.push(...answer.body.data);
    cursor = answer.body.nextCursor;
  } while (cursor !== null);
  return found;
};

const days = ['2026-03-01', '2026-03-02', '2026-03-09'];

describe('GET /v1/surveys/{surveyId}/responses', { timeout: 60_000 }, () => {
  it('lists identified responses once each, newest first, with texts and who gave them', async () => {
    api.setClock('2026-02-28T04:00:00.000Z');
    const surveyId = await api.published();
    const customerId = await api.newCustomer();
    const expected: string[] = [];
    for (const [at, day] of days.entries()) {
      api.setClock(`${day}T04:00:00.000Z`);
      for (let count = 0; count < 4; count += 1) {
        api.setClock(`${day}T04:00:0${count}.000Z`);
        const token = await api.invite(surveyId, { customerIds: [customerId] });
        const answers = { q1: at, why: `${day} ${count}` };
        expected.unshift((await api.submit(surveyId, { token, answers })).body.id);
      }
    }
    for (const limit of [1, 5, 12]) {
      const found = await walk(surveyId, { limit });
      expect(found.map(({ id }) => id)).toEqual(expected);
    }
    const [newest] = await walk(surveyId, { limit: 100 });
    expect(newest).toEqual({
      id: expected[0],
      surveyId,
      surveyVersion: 1,
      language: 'en',
      answers: { q1: 2, why: '2026-03-09 3' },
      day: '2026-03-09',
      channel: 'link',
      hidden: {},
      classes: { tier: null, stage: 'prospect', activity: 'prospect', risk: null },
      interviewer: null,
      revision: 1,
      customerId,
      invitationId: expect.stringMatching(/^inv_/),
      completedAt: '2026-03-09T04:00:03.000Z',
    });
    const window = await walk(surveyId, { from: '2026-03-02', to: '2026-03-08', limit: 3 });
    expect(window.map(({ id }) => id)).toEqual(expected.slice(4, 8));
  });

  it('lists anonymous responses once each, newest day first, over long gaps', async () => {
    api.setClock('2026-02-28T04:00:00.000Z');
    const surveyId = await api.published({ mode: 'anonymous' });
    for (const day of [...days, '2026-04-20']) {
      api.setClock(`${day}T04:00:00.000Z`);
      for (let count = 0; count < 4; count += 1)
        await api.submit(surveyId, { answers: { q1: count, why: day } });
    }
    // Whoever looks again and again would see when each came.
    expect(await walk(surveyId, { from: '2026-04-20' })).toEqual([]);
    api.setClock('2026-04-21T04:00:00.000Z');
    for (const limit of [3, 100]) {
      const found = await walk(surveyId, { limit });
      expect(found.map(({ day }) => day)).toEqual(
        ['2026-04-20', ...days.toReversed()].flatMap((day) => Array<string>(4).fill(day)),
      );
      expect(new Set(found.map(({ id }) => id)).size).toBe(16);
    }
    const [first] = await walk(surveyId, { limit: 100 });
    expect(Object.keys(first ?? {}).sort()).toEqual([
      'answers',
      'day',
      'id',
      'revision',
      'surveyId',
      'surveyVersion',
    ]);
    const window = await walk(surveyId, { to: '2026-03-01', limit: 100 });
    expect(window).toHaveLength(4);
  });

  it('shows anonymous answers when they can no longer be edited', async () => {
    api.setClock('2026-03-01T04:00:00.000Z');
    const surveyId = await api.published({ mode: 'anonymous', editableForHours: 24 });
    await api.submit(surveyId, { answers: { q1: 4 } });
    api.setClock('2026-03-02T04:00:00.000Z');
    expect(await walk(surveyId, {})).toEqual([]);
    api.setClock('2026-03-03T04:00:00.000Z');
    expect(await walk(surveyId, {})).toHaveLength(1);
  });

  it('shows answers of every type as they were given', async () => {
    api.setClock('2026-03-01T04:00:00.000Z');
    const label = { en: 'A', zh: '甲' };
    const parts = (...ids: string[]) => ids.map((id) => ({ id, label }));
    const surveyId = await api.published({
      mode: 'anonymous',
      questions: [
        { id: 'rank', type: 'ranking', options: parts('x', 'y') },
        { id: 'grid', type: 'matrix', rows: parts('r', 's'), columns: parts('x', 'y') },
        { id: 'day', type: 'date' },
        { id: 'agree', type: 'consent' },
      ].map((question) => ({ label, ...question })),
    });
    const answers = { rank: ['y', 'x'], grid: { s: 'x' }, day: '2024-02-29', agree: false };
    expect((await api.submit(surveyId, { answers })).status).toBe(201);
    api.setClock('2026-03-02T04:00:00.000Z');
    expect(await walk(surveyId, {})).toMatchObject([{ answers, surveyVersion: 1 }]);
  });

  it('lists nobody of a confidential survey', async () => {
    const surveyId = await api.published({ mode: 'confidential' });
    expect((await list(surveyId)).problem.code).toBe('confidential_responses');
  });

  it('is empty for a draft, and for a window outside the life of the survey', async () => {
    expect(await walk(await api.draft(), {})).toEqual([]);
    const surveyId = await api.published();
    expect(await walk(surveyId, { to: '2020-01-01' })).toEqual([]);
  });

  it('refuses a window that ends before it begins, and dates that are none', async () => {
    const surveyId = await api.published();
    const turned = await list(surveyId, { from: '2026-02-02', to: '2026-02-01' });
    expect(turned.problem.errors?.[0]?.pointer).toBe('?to');
    const wrong = await list(surveyId, { from: '2026-02-30', to: 'today' });
    expect(wrong.problem.errors?.map(({ pointer }) => pointer)).toEqual(['?from', '?to']);
  });

  it('does not find what is not there', async () => {
    expect((await list(strangeId)).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
