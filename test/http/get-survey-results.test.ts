import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.getSurveyResults;
const results = (surveyId: string, query: Record<string, string> = {}) =>
  api.staff.call('getSurveyResults', { params: { surveyId }, query });

const keptDays = async (surveyId: string) => {
  const { documents, names } = api.environment().tables;
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: names.control,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `hist#${surveyId}` },
    }),
  );
  return Items.map(({ sk }) => sk);
};

describe('GET /v1/surveys/{surveyId}/results', { timeout: 60_000 }, () => {
  it('gives every question its figures', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const given = [
      { q1: 10, q2: 5, q3: 7, q4: 'north', q5: ['staff'], why: 'a' },
      { q1: 9, q2: 4, q3: 5, q4: 'south' },
      { q1: 3, q2: 1 },
    ];
    for (const answers of given) expect((await api.submit(surveyId, { answers })).status).toBe(201);
    const { body } = await results(surveyId);
    expect(body).toMatchObject({
      surveyId,
      responses: 3,
      completed: 3,
      questions: {
        q1: {
          type: 'nps',
          n: 3,
          nps: 33.3333,
          promoters: 66.6667,
          passives: 0,
          detractors: 33.3333,
        },
        q2: { type: 'csat', n: 3, topTwoBox: 66.6667, mean: 3.3333 },
        q3: { type: 'ces', n: 2, mean: 6 },
        q4: { n: 2, options: [{ id: 'north', count: 1, share: 50 }, { id: 'south' }] },
        q5: { n: 1 },
        why: { type: 'text', n: 1 },
      },
    });
  });

  it.each(['identified', 'anonymous'])(
    'gives the same figures for %s responses whether days are kept or counted',
    async (mode) => {
      api.setClock('2026-01-30T04:00:00.000Z');
      const surveyId = await api.published({ mode });
      const customerId = await api.newCustomer();
      const send = async (instant: string, q1: number) => {
        api.setClock(instant);
        const token = await api.invite(surveyId, { customerIds: [customerId] });
        const answer = await api.submit(surveyId, { token, answers: { q1 } });
        expect(answer.status).toBe(201);
      };
      await send('2026-02-01T04:00:00.000Z', 10);
      // 15:59 UTC is 23:59 in Shanghai, 16:00 the next business day.
      await send('2026-02-01T15:59:59.000Z', 10);
      await send('2026-02-01T16:00:00.000Z', 0);
      await send('2026-03-20T04:00:00.000Z', 8);
      const windows = [
        [{}, 4, 25],
        [{ to: '2026-02-01' }, 2, 100],
        [{ from: '2026-02-02', to: '2026-02-02' }, 1, -100],
        [{ from: '2026-02-02' }, 2, -50],
        [{ from: '2027-01-01' }, 0, null],
      ] as const;
      // The first round reads and keeps, the second reads what was kept.
      for (const round of [1, 2]) {
        for (const [query, count, nps] of windows) {
          const { body } = await results(surveyId, query);
          const { responses, questions } = body;
          expect([round, query, responses, questions.q1.nps]).toEqual([round, query, count, nps]);
        }
      }
      expect(await keptDays(surveyId)).toEqual(['2026-02-01', '2026-02-02', 'through']);
      // Today is never kept: what arrives later today still counts.
      await send('2026-03-20T05:00:00.000Z', 9);
      expect((await results(surveyId)).body.responses).toBe(5);
      // The day is kept when it has been over for an hour.
      api.setClock('2026-03-20T16:59:00.000Z');
      await results(surveyId);
      expect(await keptDays(surveyId)).not.toContain('2026-03-20');
      api.setClock('2026-03-20T17:00:00.000Z');
      expect((await results(surveyId)).body.responses).toBe(5);
      expect(await keptDays(surveyId)).toContain('2026-03-20');
      await api.close(surveyId);
      api.setClock('2026-05-01T00:00:00.000Z');
      expect((await results(surveyId)).body.responses).toBe(5);
    },
  );

  it('keeps a day once when many read at the same time', async () => {
    api.setClock('2026-04-01T04:00:00.000Z');
    const surveyId = await api.published({ mode: 'anonymous' });
    for (const q1 of [9, 10, 0]) await api.submit(surveyId, { answers: { q1 } });
    api.setClock('2026-04-05T04:00:00.000Z');
    const read = await Promise.all(Array.from({ length: 8 }, () => results(surveyId)));
    for (const { body } of read) expect(body).toMatchObject({ responses: 3 });
    const { documents, names } = api.environment().tables;
    const { Item } = await documents.send(
      new GetCommand({
        TableName: names.control,
        Key: { pk: `hist#${surveyId}`, sk: '2026-04-01' },
      }),
    );
    expect(Item?.['questions'].q1).toEqual({ answered: 3, values: { 0: 1, 9: 1, 10: 1 } });
  });

  it('counts a text whose words were erased', async () => {
    api.setClock('2026-04-01T04:00:00.000Z');
    const { surveyId, token, customerId } = await api.linked();
    const answers = { q1: 7, why: 'private' };
    const { id } = (await api.submit(surveyId, { token, answers })).body;
    const { documents, names } = api.environment().tables;
    await documents.send(
      new UpdateCommand({
        TableName: names.events,
        Key: { ledger: ledgerOf(customerId), event: id },
        UpdateExpression: 'REMOVE texts',
      }),
    );
    expect((await results(surveyId)).body.questions.why).toEqual({ type: 'text', n: 1 });
    const list = await api.staff.call('listSurveyResponses', { params: { surveyId } });
    expect(list.body.data[0].answers).toEqual({ q1: 7, why: null });
  });

  it('makes nothing up for a draft', async () => {
    const { body } = await results(await api.draft());
    expect(body).toMatchObject({ responses: 0, questions: { q1: { n: 0, nps: null } } });
  });

  it('refuses a window that ends before it begins, and what it cannot do yet, by name', async () => {
    const surveyId = await api.published();
    const turned = await results(surveyId, { from: '2026-02-02', to: '2026-02-01' });
    expect(turned.problem.errors?.[0]?.pointer).toBe('?to');
    const by = await results(surveyId, { by: 'language' });
    expect(by.problem.errors?.[0]).toMatchObject({ pointer: '?by', code: 'unknown_name' });
  });

  it('does not find what is not there', async () => {
    expect((await results(strangeId)).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
