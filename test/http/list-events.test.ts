import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journal } from '../../lib/app/journal.ts';
import { eventsRoutes } from '../../lib/contract/routes/events.ts';
import { beforeFrom } from '../../lib/shared/before-from.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { eventsApi, march, yuan } from './support/events.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = eventsApi();
const route = eventsRoutes.listEvents;

interface Listed {
  readonly id: string;
  readonly type: string;
}

describe('GET /v1/customers/{customerId}/events', () => {
  let customerId: string;
  const list = (query: Record<string, string | number> = {}) =>
    api.call('listEvents', { params: { customerId }, query });
  const idsOf = (answer: { body: { data: readonly Listed[] } }) =>
    answer.body.data.map(({ id }) => id);

  beforeAll(async () => {
    customerId = await api.newCustomer();
    const row = (id: string, day: number, more: Record<string, unknown>) => ({
      id,
      customerId,
      occurredAt: march(day),
      ...more,
    });
    // Arrival is not the order of the list.
    for (const event of [
      row('p1', 3, {
        type: 'purchase',
        orderId: 'o1',
        amount: { amount: 1_000, currency: 'USD', fxRate: '7' },
        cost: yuan(50),
        category: 'tea',
        lines: [{ productId: 'x', amount: yuan(7_000) }],
      }),
      row('n1', 5, { type: 'note', text: 'call back' }),
      row('v1', 1, { type: 'visit' }),
      row('r1', 4, { type: 'refund', orderId: 'o1', amount: yuan(100) }),
      row('c1', 2, { type: 'contact', channel: 'chat', direction: 'outbound', subject: 'hello' }),
      row('k1', 6, { type: 'complaint', reason: 'cold tea' }),
      row('u1', 7, { type: 'void', eventId: 'v1', reason: 'was somebody else' }),
    ])
      expect((await api.record(event)).status).toBe(201);
  });

  it('lists newest first, each event in the shape of its type', async () => {
    const answer = await list();
    expect(answer.status).toBe(200);
    expect(idsOf(answer)).toEqual(['u1', 'k1', 'n1', 'r1', 'p1', 'c1', 'v1']);
    expect(answer.body.nextCursor).toBeNull();
    const [undo, complaint, note, refund, purchase, contact, visit] = answer.body.data;
    expect(purchase).toEqual({
      id: 'p1',
      customerId,
      type: 'purchase',
      occurredAt: march(3),
      day: '2024-03-03',
      recordedAt: expect.any(String),
      orderId: 'o1',
      amount: yuan(7_000),
      cost: yuan(50),
      category: 'tea',
      lines: [{ productId: 'x', amount: yuan(7_000) }],
      original: { amount: { amount: 1_000, currency: 'USD', fxRate: '7' } },
    });
    expect(undo).toMatchObject({ eventId: 'v1', reason: 'was somebody else' });
    expect(complaint).toMatchObject({ reason: 'cold tea' });
    expect(note).toMatchObject({ text: 'call back' });
    expect(refund).toMatchObject({ orderId: 'o1', amount: yuan(100) });
    expect(contact).toMatchObject({ channel: 'chat', direction: 'outbound', subject: 'hello' });
    expect(visit).toMatchObject({ voidedBy: 'u1' });
  });

  it('pages through all of them, each once, and links to the next page', async () => {
    const seen: string[] = [];
    let query: Record<string, string | number> = { limit: 3 };
    for (let pages = 1; ; pages += 1) {
      const answer = await list(query);
      seen.push(...idsOf(answer));
      if (answer.body.nextCursor === null) {
        expect(answer.headers['link']).toBeUndefined();
        expect(pages).toBe(3);
        break;
      }
      expect(answer.headers['link']).toContain('rel="next"');
      query = { limit: 3, cursor: answer.body.nextCursor };
    }
    expect(seen).toEqual(['u1', 'k1', 'n1', 'r1', 'p1', 'c1', 'v1']);
  });

  it('ends a page before its answer is too long, and loses none of the events', async () => {
    const noted = await api.newCustomer();
    const texts = Array.from({ length: 90 }, (_, index) => `${index}`.padEnd(10_000, '好'));
    const notes = texts.map((text, index) => ({
      ...{ customerId: noted, type: 'note', id: `n${index}`, text },
      occurredAt: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
    }));
    for (let start = 0; start < notes.length; start += 8)
      await api.call('batchEvents', { body: { items: notes.slice(start, start + 8) } });
    for (const type of [{}, { type: 'note' }]) {
      const page = (query = {}) =>
        api.call('listEvents', { params: { customerId: noted }, query: { limit: 100, ...query } });
      const first = (await page(type)).body;
      const second = (await page({ ...type, cursor: first.nextCursor })).body;
      expect(second.nextCursor).toBeNull();
      const seen = [...first.data, ...second.data].map(({ text }: { text: string }) => text);
      expect(seen).toEqual([...texts].reverse());
    }
  });

  it('filters by type, also over several pages', async () => {
    expect(idsOf(await list({ type: 'note' }))).toEqual(['n1']);
    const first = await list({ type: 'void', limit: 1 });
    expect(idsOf(first)).toEqual(['u1']);
    const rest = await list({ type: 'void', limit: 1, cursor: first.body.nextCursor });
    expect(rest.body).toEqual({ data: [], nextCursor: null });
  });

  it('takes from and to as whole business days or as instants, both inclusive', async () => {
    expect(idsOf(await list({ from: '2024-03-03', to: '2024-03-04' }))).toEqual(['r1', 'p1']);
    expect(idsOf(await list({ from: march(3), to: march(4) }))).toEqual(['r1', 'p1']);
    expect(idsOf(await list({ from: march(3, '04:00:00.001'), to: march(4) }))).toEqual(['r1']);
    // 2024-03-05 begins at 16:00 of the day before, in UTC.
    expect(idsOf(await list({ from: '2024-03-05', to: march(5) }))).toEqual(['n1']);
    const backwards = await list({ from: '2024-03-05', to: '2024-03-01' });
    expect(backwards.problem.errors).toEqual([beforeFrom]);
  });

  it('shows rewards, tickets, points and subscriptions, and both ends of a referral', async () => {
    const [ann, bo] = [await api.newCustomer(), await api.newCustomer()];
    const about = { customerId: ann, occurredAt: march(2) };
    const facts = [
      { type: 'referral', referredCustomerId: bo, reward: yuan(500) },
      { type: 'service', ticketId: 't', status: 'worked', minutes: 5 },
      { type: 'points', points: 30, value: yuan(9) },
      { type: 'subscription', subscriptionId: 's', status: 'cancelled', endsOn: '2024-03-31' },
    ];
    for (const [index, fact] of facts.entries())
      expect((await api.record({ ...about, id: `x${index}`, ...fact })).status).toBe(201);
    const of = (id: string) => api.call('listEvents', { params: { customerId: id } });
    const { body } = await of(ann);
    const system = { day: '2024-03-02', recordedAt: expect.any(String) };
    expect(body.data.toReversed()).toEqual(
      facts.map((fact, index) => ({ ...about, ...system, id: `x${index}`, ...fact })),
    );
    expect((await of(bo)).body.data).toEqual([
      {
        ...{ ...about, ...system, customerId: bo, id: expect.stringMatching(/^ref_/) },
        ...{ type: 'referred', referrerCustomerId: ann, referralId: 'x0' },
      },
    ]);
  });

  it('shows class changes that the journal wrote', async () => {
    const ledgerId = ledgerOf(customerId);
    const change = { customerId, ledgerId, occurredAt: march(9), seq: 1, from: 'low', to: 'high' };
    await journal({ ...change, messageId: 'm1', class: 'tier', runId: 'run_1' });
    const answer = await list({ type: 'transition' });
    expect(answer.body.data).toEqual([
      {
        id: 'chg_0000000001_tier',
        customerId,
        type: 'transition',
        occurredAt: march(9),
        day: '2024-03-09',
        recordedAt: expect.any(String),
        class: 'tier',
        from: 'low',
        to: 'high',
        runId: 'run_1',
      },
    ]);
  });

  it('refuses the cursor of another list', async () => {
    const { nextCursor } = (await list({ limit: 1 })).body;
    const other = await list({ limit: 1, type: 'note', cursor: nextCursor });
    expect(other.problem.code).toBe('invalid_cursor');
  });

  it('refuses customers who are unknown (404) or erased (410)', async () => {
    const of = (id: string) => api.call('listEvents', { params: { customerId: id } });
    expect((await of('cus_nobody')).problem.code).toBe('customer_not_found');
    const gone = await api.newCustomer();
    await api.erase(gone);
    expect((await of(gone)).problem.code).toBe('customer_erased');
  });

  it.each([
    ['a type that is none', { type: 'gossip' }, '?type'],
    ['a day that is none', { from: '2024-02-30' }, '?from'],
    ['a limit of 101', { limit: 101 }, '?limit'],
  ])('refuses %s', async (_what, query, pointer) => {
    const { problem } = await list(query as Record<string, string | number>);
    expect(problem.errors).toMatchObject([{ pointer }]);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { params: { customerId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
