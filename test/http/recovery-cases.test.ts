import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as recoveryJob } from '../../functions/bus/recovery.ts';
import { handle as closeCase } from '../../functions/http/cases/close-case.ts';
import { handle as getCase } from '../../functions/http/cases/get-case.ts';
import { handle as getRecoveryInsights } from '../../functions/http/cases/get-recovery-insights.ts';
import { handle as getRecoverySettings } from '../../functions/http/cases/get-recovery-settings.ts';
import { handle as listCases } from '../../functions/http/cases/list-cases.ts';
import { handle as listRootCauses } from '../../functions/http/cases/list-root-causes.ts';
import { handle as openCase } from '../../functions/http/cases/open-case.ts';
import { handle as putRecoverySettings } from '../../functions/http/cases/put-recovery-settings.ts';
import { handle as recordCaseContact } from '../../functions/http/cases/record-case-contact.ts';
import { handle as resolveCase } from '../../functions/http/cases/resolve-case.ts';
import { handle as updateCase } from '../../functions/http/cases/update-case.ts';
import { handle as deleteCustomer } from '../../functions/http/customers/delete-customer.ts';
import { caseKeys } from '../../lib/adapters/dynamodb/keys.ts';
import { database } from '../../lib/app/base.ts';
import { performErasure } from '../../lib/app/erasure.ts';
import { casesRoutes } from '../../lib/contract/routes/cases.ts';
import { defaultRecoverySettings } from '../../lib/recovery/recovery-settings.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { testApi } from './support/api.ts';
import { expectDeclaredReached, expectSharedRefusals, newReached } from './support/reached.ts';
import { surveysApi } from './support/surveys.ts';

const api = surveysApi();
const reached = newReached();
const start = Date.parse('2026-03-02T01:00:00Z');
let nowMs = start;
const hour = 3_600_000;
const people = testApi('customers', [deleteCustomer]);
const staff = testApi(
  'cases',
  [
    listCases,
    openCase,
    getCase,
    updateCase,
    recordCaseContact,
    resolveCase,
    closeCase,
    listRootCauses,
    getRecoverySettings,
    putRecoverySettings,
    getRecoveryInsights,
  ],
  { reached, clock: () => nowMs },
);
const gone = 'cas_00000000000000000000000000';

const envelope = {
  ...{ version: '0', id: '1', account: '', time: '', region: '' },
  ...{ resources: [], source: '' },
};

const hear = (customerId: string, eventId: string) =>
  recoveryJob({
    ...envelope,
    'detail-type': 'survey.answered',
    detail: {
      ...{ messageId: eventId, customerId, ledgerId: ledgerOf(customerId), eventId },
      ...{ occurredAt: new Date(nowMs).toISOString(), surveyId: 'svy_x', responseId: eventId },
    },
  });

/** A customer whose answer of this recommendation has been heard, twice. */
const answered = async (q1: number) => {
  const { surveyId, token, customerId } = await api.linked();
  const answer = await api.submit(surveyId, { token, answers: { q1 } });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  for (const _ of ['once', 'again']) await hear(customerId, answer.body.id);
  return { customerId, surveyId, responseId: answer.body.id };
};

const casesOf = async (customerId: string) =>
  (await staff.call('listCases', { query: { customerId } })).body.data;

const openByHand = async (customerId?: string) => {
  const body = { customerId: customerId ?? (await api.newCustomer()), note: 'rang at noon' };
  const answer = await staff.call('openCase', { body });
  expect(answer.status).toBe(201);
  return answer.body;
};

beforeAll(() => {
  process.env['MAIL_FROM'] = 'feedback@shop.example';
  api.setClock('2026-03-02T01:00:00Z');
});

describe('a recovery case', () => {
  it('is opened by an angry text, beside the score of the same answer', async () => {
    const { customerId, responseId } = await answered(9);
    const detail = {
      ...{ messageId: responseId, customerId, ledgerId: ledgerOf(customerId) },
      ...{ eventId: responseId, occurredAt: new Date(nowMs).toISOString() },
    };
    const angry = { ...detail, sentiment: 'negative', angry: true, themes: ['delivery'] };
    for (const heard of [{ ...angry, angry: false }, angry, angry])
      await recoveryJob({ ...envelope, 'detail-type': 'voice.analysed', detail: heard });
    expect(await casesOf(customerId)).toMatchObject([
      { signals: [{ cause: 'angry_text', eventId: responseId }] },
    ]);
  });

  it('is opened by a detractor, once, and not by a promoter', async () => {
    const { customerId, responseId } = await answered(3);
    expect(await casesOf(customerId)).toMatchObject([
      {
        ...{ customerId, status: 'open', tier: null, owner: null, overdue: false },
        signals: [{ cause: 'detractor', eventId: responseId, metric: 'nps', value: 3 }],
      },
    ]);
    expect(await casesOf((await answered(9)).customerId)).toEqual([]);
  });

  it('is worked on step by step, each with its note, and tells who acted', async () => {
    const { id } = await openByHand();
    const params = { caseId: id };
    nowMs += 2 * hour;
    const call = { params, body: { channel: 'phone', reached: true, note: 'was upset' } };
    const met = await staff.call('recordCaseContact', call);
    expect(met.body).toMatchObject({ status: 'contacted', contactInTime: true, version: 2 });
    expect(met.headers['etag']).toBe('"2"');
    const stale = { ...call, headers: { 'if-match': '"1"' } };
    expect((await staff.call('recordCaseContact', stale)).problem.code).toBe('stale_version');
    const unnamed = await staff.call('resolveCase', { params, body: {} });
    expect(unnamed.problem.errors?.[0]?.pointer).toBe('/rootCause');
    const early = await staff.call('closeCase', { params, body: { outcome: 'recovered' } });
    expect(early.problem.code).toBe('case_not_resolved');
    const resolution = { params, body: { rootCause: 'delivery', note: 'sent anew' } };
    expect((await staff.call('resolveCase', resolution)).body.status).toBe('resolved');
    expect((await staff.call('resolveCase', resolution)).problem.code).toBe('case_resolved');
    const patch = { params, body: { owner: 'bo', rootCause: 'price' } };
    expect((await staff.call('updateCase', patch)).body).toMatchObject({ owner: 'bo', version: 4 });
    const done = await staff.call('closeCase', { params, body: { outcome: 'recovered' } });
    expect(done.body).toMatchObject({ status: 'closed', outcome: 'recovered', rootCause: 'price' });
    const read = await staff.call('getCase', { params });
    expect(read.body.notes.map(({ text }: { text: string }) => text)).toEqual([
      ...['rang at noon', 'was upset', 'sent anew'],
    ]);
    const unchanged = { params, headers: { 'if-none-match': read.headers['etag'] ?? '' } };
    expect((await staff.call('getCase', unchanged)).status).toBe(304);
    for (const [route, body] of [
      ['recordCaseContact', { channel: 'phone', reached: true }],
      ['resolveCase', { rootCause: 'price' }],
      ['closeCase', { outcome: 'recovered' }],
      ['updateCase', { owner: 'cy' }],
    ] as const)
      expect((await staff.call(route, { params, body })).problem.code).toBe('case_closed');
  });

  it('tells its latest notes, as many as an answer has room for', async () => {
    const { id, customerId } = await openByHand();
    const notes = Array.from({ length: 700 }, (_, at) => ({
      ...caseKeys.note(customerId, id, at + 2),
      ...{ _v: 1, at: new Date(start + at).toISOString(), who: 'bo' },
      text: '长'.repeat(4_000),
    }));
    const TableName = database.table('customers');
    for (let at = 0; at < notes.length; at += 25) {
      const rows = notes.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
      await database.client.send(new BatchWriteCommand({ RequestItems: { [TableName]: rows } }));
    }
    const { status, body } = await staff.call('getCase', { params: { caseId: id } });
    expect(status).toBe(200);
    expect(body.notes).toHaveLength(200);
    expect(body.notes.at(-1).at).toBe(notes.at(-1)?.at);
    expect(body.notes[0].at).toBe(notes.at(-200)?.at);
  });

  it('is one per customer at a time', async () => {
    const { customerId } = await openByHand();
    const again = await staff.call('openCase', { body: { customerId } });
    expect(again.problem.code).toBe('case_under_way');
    const nobody = await staff.call('openCase', { body: { customerId: 'cus_nobody' } });
    expect(nobody.problem.code).toBe('customer_not_found');
  });

  it('repeats its answer for a repeated Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'case-once' };
    const call = { body: { customerId: await api.newCustomer() }, headers };
    const first = await staff.call('openCase', call);
    expect((await staff.call('openCase', call)).body).toEqual(first.body);
  });

  it('asks whether it is better now, and the answer decides', async () => {
    const followUp = { surveyId: await api.published(), expiresAfterDays: 14 };
    const body = { ...defaultRecoverySettings, followUp };
    const put = await staff.call('putRecoverySettings', { body });
    expect(put).toMatchObject({ status: 200, body: { followUp: { channel: 'preferred' } } });
    for (const [q1, status, signals] of [
      [9, 'closed', [2]],
      [1, 'open', [2, 1]],
    ] as const) {
      const { customerId } = await answered(2);
      const [{ id }] = await casesOf(customerId);
      const params = { caseId: id };
      const asked = await staff.call('resolveCase', { params, body: { rootCause: 'waiting' } });
      expect(asked.body.followUp).toMatchObject({ channel: 'by_hand', reason: 'no_channel' });
      const token = new URL(asked.body.followUp.url).pathname.slice('/s/'.length);
      const answer = await api.submit(followUp.surveyId, { token, answers: { q1 } });
      for (const _ of ['once', 'again']) await hear(customerId, answer.body.id);
      const { body: after } = await staff.call('getCase', { params });
      expect(after).toMatchObject({ status, followUp: { answer: { value: q1 } } });
      expect(after.signals.map(({ value }: { value: number }) => value)).toEqual(signals);
    }
    await staff.call('putRecoverySettings', { body: defaultRecoverySettings });
  });

  it('is found by owner, due time and status, page by page', async () => {
    const ids = [];
    for (const owner of ['ann', 'ann', 'ann']) {
      const { id } = await openByHand();
      await staff.call('updateCase', { params: { caseId: id }, body: { owner } });
      ids.push(id);
      nowMs += 60_000;
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query = { owner: 'ann', limit: 2, ...(cursor === null ? {} : { cursor }) };
      const { body } = await staff.call('listCases', { query });
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids);
    const late = { query: { due: 'overdue', limit: 100 } };
    expect((await staff.call('listCases', late)).body.data).toEqual([]);
    nowMs += 72 * hour;
    const overdue = (await staff.call('listCases', late)).body.data;
    expect(overdue.length).toBeGreaterThanOrEqual(ids.length);
    expect(overdue.every((each: { overdue: boolean }) => each.overdue)).toBe(true);
    const closed = await staff.call('listCases', { query: { status: 'closed' } });
    expect(closed.body.data).toHaveLength(2);
    const unowned = await staff.call('listCases', { query: { owner: 'none' } });
    expect(unowned.body.data.length).toBeGreaterThan(0);
    expect((await staff.call('listCases', { query: { owner: 'me' } })).body.data).toEqual([]);
  });

  it('goes with its customer: no words are left, and nobody can work on it', async () => {
    const { id, customerId } = await openByHand();
    const done = await openByHand();
    const resolution = { params: { caseId: done.id }, body: { rootCause: 'price' } };
    await staff.call('resolveCase', resolution);
    for (const erased of [customerId, done.customerId]) await api.erase(erased);
    const closing = { params: { caseId: done.id }, body: { outcome: 'recovered' } };
    expect((await staff.call('closeCase', closing)).problem.code).toBe('customer_erased');
    const params = { caseId: id };
    for (const [route, body] of [
      ['recordCaseContact', { channel: 'phone', reached: true }],
      ['updateCase', { owner: 'ann' }],
      ['resolveCase', { rootCause: 'price' }],
    ] as const)
      expect((await staff.call(route, { params, body })).problem.code).toBe('customer_erased');
    expect((await staff.call('openCase', { body: { customerId } })).problem.code).toBe(
      'customer_erased',
    );
  });

  it('ends with its customer: it is not under way, or overdue, for good', async () => {
    const cases = [await openByHand(), await openByHand()];
    const [, done] = cases;
    const resolution = { params: { caseId: done?.id }, body: { rootCause: 'price' } };
    await staff.call('resolveCase', resolution);
    for (const { customerId } of cases) {
      const { body } = await people.call('deleteCustomer', { params: { customerId } });
      for (const _ of ['once', 'again']) await performErasure(body.id);
    }
    const underWay: { id: string }[] = [];
    for (const query of [{ limit: 100 }, { owner: 'none', limit: 100 }])
      underWay.push(...(await staff.call('listCases', { query })).body.data);
    for (const { id } of cases) {
      const { body } = await staff.call('getCase', { params: { caseId: id } });
      expect(body).toMatchObject({ status: 'closed', outcome: null, dueAt: null, overdue: false });
      expect(underWay.filter((each) => each.id === id)).toEqual([]);
    }
  });

  it('is counted in the report', async () => {
    const { body } = await staff.call('getRecoveryInsights', { query: { from: '2026-03-01' } });
    expect(body).toMatchObject({ from: '2026-03-01', complete: true });
    // Two of them ended with their customers, without an outcome.
    expect(body.total).toMatchObject({ closed: 4, recovered: { n: 2, share: 100 } });
    expect(body.total.opened).toBe(body.total.underWay + body.total.closed);
    const wrong = { query: { from: '2026-03-02', to: '2026-03-01' } };
    expect((await staff.call('getRecoveryInsights', wrong)).status).toBe(422);
  });

  it('names root causes in both languages', async () => {
    const { data } = (await staff.call('listRootCauses')).body;
    expect(data).toContainEqual({ code: 'delivery', name: { en: 'Delivery', zh: '配送' } });
  });

  it('has versioned settings, whose follow-up must be an open identified survey', async () => {
    const before = await staff.call('getRecoverySettings');
    const unchanged = { headers: { 'if-none-match': before.headers['etag'] ?? '' } };
    expect((await staff.call('getRecoverySettings', unchanged)).status).toBe(304);
    const withFollowUp = (surveyId: string) => ({
      body: { ...defaultRecoverySettings, followUp: { surveyId, expiresAfterDays: 7 } },
    });
    const put = (surveyId: string) => staff.call('putRecoverySettings', withFollowUp(surveyId));
    expect((await put('svy_nobody')).problem.code).toBe('survey_not_found');
    expect((await put(await api.draft())).problem.code).toBe('survey_not_open');
    const words = [{ id: 'why', type: 'text', label: { en: 'Why?', zh: '为何？' } }];
    const wordsOnly = await api.published({ questions: words, quotas: [], hidden: [] });
    expect((await put(wordsOnly)).problem.errors).toMatchObject([
      { pointer: '/followUp/surveyId', code: 'no_score' },
    ]);
    const fresh = { body: defaultRecoverySettings, headers: { 'if-none-match': '*' } };
    expect((await staff.call('putRecoverySettings', fresh)).problem.code).toBe('stale_version');
  });

  it('refuses what every route refuses, and what is not there', async () => {
    const params = { caseId: gone };
    const bodies: Record<string, unknown> = {
      updateCase: { owner: 'ann' },
      recordCaseContact: { channel: 'phone', reached: true },
      resolveCase: { rootCause: 'price' },
      closeCase: { outcome: 'recovered' },
      openCase: { customerId: 'cus_nobody' },
      putRecoverySettings: defaultRecoverySettings,
    };
    for (const route of Object.values(casesRoutes)) {
      const body = bodies[route.id];
      const call = {
        ...('caseId' in route.params.shape ? { params } : {}),
        ...(body ? { body } : {}),
      };
      if ('caseId' in route.params.shape)
        expect((await staff.call(route.id, call)).problem.code).toBe('case_not_found');
      await expectSharedRefusals(staff, route, call);
    }
  });

  afterAll(() => {
    for (const route of Object.values(casesRoutes)) expectDeclaredReached(reached, route);
  });
});
