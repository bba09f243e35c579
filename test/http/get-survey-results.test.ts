import { DeleteCommand, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';
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

interface GroupBody {
  readonly key: string;
  readonly responses: number;
  readonly questions: { readonly q1?: { readonly nps: number } };
}

/** As it was before groups were kept beside totals. */
const forgetGroups = async (surveyId: string, dimension: string, date: string) => {
  const { documents, names } = api.environment().tables;
  const TableName = names.control;
  const Key = { pk: `hist#${surveyId}#${dimension}`, sk: `${date}#00` };
  expect((await documents.send(new GetCommand({ TableName, Key }))).Item).toBeDefined();
  await documents.send(new DeleteCommand({ TableName, Key }));
  await documents.send(
    new UpdateCommand({
      TableName,
      Key: { pk: `hist#${surveyId}`, sk: 'through' },
      UpdateExpression: 'REMOVE groupsFrom',
    }),
  );
};

describe('GET /v1/surveys/{surveyId}/results', { timeout: 60_000 }, () => {
  it('gives every question its figures', async () => {
    const surveyId = await api.published();
    const given = [
      { q1: 10, q2: 5, q3: 7, q4: 'north', q5: ['staff'], why: 'a' },
      { q1: 9, q2: 4, q3: 5, q4: 'south' },
      { q1: 3, q2: 1 },
    ];
    for (const answers of given) {
      const token = await api.invite(surveyId, { customerIds: [await api.newCustomer()] });
      expect((await api.submit(surveyId, { token, answers })).status).toBe(201);
    }
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

  it('gives the same figures whether days are kept or counted', async () => {
    api.setClock('2026-01-30T04:00:00.000Z');
    const surveyId = await api.published();
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
  });

  it('keeps a day once when many read at the same time', async () => {
    api.setClock('2026-04-01T04:00:00.000Z');
    const surveyId = await api.published({ mode: 'anonymous' });
    for (const q1 of [9, 10, 0, 9, 10]) await api.submit(surveyId, { answers: { q1 } });
    api.setClock('2026-04-05T04:00:00.000Z');
    const read = await Promise.all(Array.from({ length: 8 }, () => results(surveyId)));
    for (const { body } of read) expect(body).toMatchObject({ responses: 5 });
    const { documents, names } = api.environment().tables;
    const { Item } = await documents.send(
      new GetCommand({
        TableName: names.control,
        Key: { pk: `hist#${surveyId}`, sk: '2026-04-01' },
      }),
    );
    expect(Item?.['questions'].q1).toEqual({ answered: 5, values: { 0: 1, 9: 2, 10: 2 } });
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

  it('tells groups apart, also of days that were kept before groups were', async () => {
    api.setClock('2026-06-01T04:00:00.000Z');
    const { questions } = sampleDefinition();
    const surveyId = await api.published({
      questions: questions.map((question) =>
        question.id === 'q2' ? { ...question, step: 'delivery' } : question,
      ),
    });
    const customerId = await api.newCustomer();
    const given = [
      ['en', 9],
      ['en', 10],
      ['zh', 0],
    ] as const;
    for (const [language, q1] of given) {
      const token = await api.invite(surveyId, { customerIds: [customerId] });
      await api.submit(surveyId, { token, language, answers: { q1, q2: 4 } });
    }
    const by = async (dimension: string) => {
      const { body } = await results(surveyId, { by: dimension });
      expect(body).toMatchObject({ by: dimension, responses: 3 });
      return body.groups.map(({ key, responses, questions: of }: GroupBody) => [
        key,
        responses,
        of.q1?.nps,
      ]);
    };
    const languages = [
      ['en', 2, 100],
      ['zh', 1, -100],
    ];
    expect(await by('language')).toEqual(languages);
    api.setClock('2026-06-03T04:00:00.000Z');
    expect(await by('language')).toEqual(languages);
    expect(await by('language')).toEqual(languages);
    await forgetGroups(surveyId, 'language', '2026-06-01');
    expect(await by('language')).toEqual(languages);
    expect(await by('channel')).toEqual([['link', 3, 33.3333]]);
    expect(await by('stage')).toEqual([['prospect', 3, 33.3333]]);
    expect(await by('step')).toEqual([
      ['none', 3, 33.3333],
      ['delivery', 3, undefined],
    ]);
    const compared = await results(surveyId, { from: '2026-06-02', compare: 'previous' });
    expect(compared.body.questions.q1).toMatchObject({ n: 0, change: null });
  });

  it.each(['anonymous', 'confidential'] as const)(
    'shows %s answers live, in blocks of five',
    async (mode) => {
      api.setClock('2026-07-01T03:00:00.000Z');
      const surveyId = await api.published({ mode });
      const customerId = mode === 'confidential' ? await api.newCustomer() : '';
      const answer = async (instant: string, count: number) => {
        api.setClock(instant);
        for (let one = 0; one < count; one += 1) {
          const link =
            mode === 'confidential' && (await api.invite(surveyId, { customerIds: [customerId] }));
          const sent = await api.submit(surveyId, {
            ...(link && { token: link }),
            answers: { q1: 9 },
          });
          expect(sent.status).toBe(201);
        }
      };
      const shown = async (query = {}) => {
        const { responses, completed, questions } = (await results(surveyId, query)).body;
        expect(completed).toBe(responses);
        return [responses, questions.q1.n, questions.q1.nps];
      };
      const [first, second, third] = ['2026-07-01', '2026-07-02', '2026-07-03'];
      await answer(`${first}T04:00:00.000Z`, 4);
      expect(await shown()).toEqual([4, 0, null]);
      await answer(`${first}T05:00:00.000Z`, 1);
      const many = await Promise.all(Array.from({ length: 4 }, () => shown()));
      expect(many).toEqual(many.map(() => [5, 5, 100]));
      await answer(`${first}T06:00:00.000Z`, 1);
      expect(await shown()).toEqual([6, 5, 100]);
      await answer(`${first}T07:00:00.000Z`, 4);
      expect(await shown({ to: first })).toEqual([10, 10, 100]);
      await answer(`${first}T08:00:00.000Z`, 2);
      await answer(`${second}T04:00:00.000Z`, 2);
      expect(await shown()).toEqual([14, 10, 100]);
      // Not by windows either: the two of the first day come with three of the second.
      await answer(`${second}T05:00:00.000Z`, 1);
      expect(await shown({ from: second })).toEqual([3, 0, null]);
      expect(await shown()).toEqual([15, 15, 100]);
      api.setClock(`${third}T04:00:00.000Z`);
      expect(await shown({ to: first })).toEqual([12, 10, 100]);
      expect(await shown({ from: second })).toEqual([3, 0, null]);
      expect(await shown()).toEqual([15, 15, 100]);
      const { body } = await results(surveyId, { by: 'language' });
      expect(body).toMatchObject({ shieldedThrough: second, responses: 15 });
      expect(body.groups).toMatchObject([{ key: 'en', shielded: false, responses: 15 }]);
    },
  );

  it('puts responses without a hidden field in a group of their own', async () => {
    api.setClock('2026-06-01T04:00:00.000Z');
    const surveyId = await api.published({
      hidden: [{ id: 'shop', type: 'choice', trusted: false, values: ['north', 'south'] }],
    });
    for (const shop of ['north', 'north', undefined]) {
      const token = await api.invite(surveyId, { customerIds: [await api.newCustomer()] });
      const hidden = shop === undefined ? {} : { shop };
      await api.submit(surveyId, { token, hidden, answers: { q1: shop === undefined ? 0 : 10 } });
    }
    for (const now of ['2026-06-01T05:00:00.000Z', '2026-06-03T04:00:00.000Z']) {
      api.setClock(now);
      const { body } = await results(surveyId, { by: 'hidden:shop' });
      expect(
        body.groups.map(({ key, responses, questions }: GroupBody) => [
          key,
          responses,
          questions.q1?.nps,
        ]),
      ).toEqual([
        ['north', 2, 100],
        ['none', 1, -100],
      ]);
    }
  });

  it('joins answers of finished days to blocks, and shows none that may be edited', async () => {
    api.setClock('2026-07-11T04:00:00.000Z');
    const surveyId = await api.published({ mode: 'anonymous' });
    const editable = await api.published({ mode: 'anonymous', editableForHours: 1 });
    const answer = async (instant: string, count: number) => {
      api.setClock(instant);
      for (let one = 0; one < count; one += 1)
        for (const id of [surveyId, editable]) await api.submit(id, { answers: { q1: 9 } });
    };
    await answer('2026-07-11T04:00:00.000Z', 3);
    await answer('2026-07-12T04:00:00.000Z', 4);
    const shown = async (query = {}) => {
      const { responses, questions } = (await results(surveyId, query)).body;
      return [responses, questions.q1.n];
    };
    const edited = (await results(editable)).body;
    expect([edited.responses, edited.questions.q1.n]).toEqual([7, 0]);
    api.setClock('2026-07-15T04:00:00.000Z');
    expect(await shown()).toEqual([7, 7]);
    expect(await shown({ to: '2026-07-11' })).toEqual([3, 0]);
    expect(await shown({ from: '2026-07-12' })).toEqual([4, 0]);
    expect((await results(surveyId, { by: 'language', to: '2026-07-11' })).body.groups).toEqual([
      { key: 'en', shielded: true, responses: null, completed: null, questions: null },
    ]);
    expect((await results(editable)).body.questions.q1.n).toBe(7);
    const person = await results(surveyId, { by: 'interviewer' });
    expect(person.problem.errors?.[0]).toMatchObject({ pointer: '?by', code: 'unknown_dimension' });
  });

  it('pairs expectation and experience of the same customer', async () => {
    api.setClock('2026-08-01T04:00:00.000Z');
    const half = (id: string, moment: string) => ({
      ...{ id, type: 'csat', label: { en: id, zh: id } },
      gap: { aspect: 'speed', moment },
    });
    const questions = [half('hope', 'before'), half('was', 'after')];
    const surveyId = await api.published({ questions });
    const customerId = await api.newCustomer();
    for (const [instant, answers] of [
      ['2026-08-01T04:00:00.000Z', { hope: 5 }],
      ['2026-08-20T04:00:00.000Z', { was: 3 }],
    ] as const) {
      api.setClock(instant);
      const token = await api.invite(surveyId, { customerIds: [customerId] });
      await api.submit(surveyId, { token, answers });
    }
    api.setClock('2026-08-25T04:00:00.000Z');
    expect((await results(surveyId)).body.expectationGaps).toMatchObject([
      { aspect: 'speed', n: 1, mean: -2, fellShort: 100 },
    ]);
    const before = await results(surveyId, { to: '2026-08-19' });
    expect(before.body.expectationGaps).toMatchObject([{ n: 0, mean: null }]);
  });

  it('refuses a turned window, what nobody is told apart by, and a comparison with nothing', async () => {
    const surveyId = await api.published();
    const turned = await results(surveyId, { from: '2026-02-02', to: '2026-02-01' });
    expect(turned.problem.errors?.[0]?.pointer).toBe('?to');
    const both = await results(surveyId, { from: '2026-02-02', to: '2026-02-01', by: 'segment' });
    expect(both.problem.errors?.map(({ pointer }) => pointer)).toEqual(['?to', '?by']);
    const by = await results(surveyId, { by: 'segment', compare: 'previous' });
    expect(by.problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['?by', 'unknown_dimension'],
      ['?compare', 'needs_from'],
    ]);
  });

  it('does not find what is not there', async () => {
    expect((await results(strangeId)).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
