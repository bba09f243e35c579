import { afterAll, describe, expect, it } from 'vitest';
import { eventsRoutes } from '../../lib/contract/routes/events.ts';
import { eventsApi, march, yuan } from './support/events.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = eventsApi();
const route = eventsRoutes.batchEvents;
const batch = (items: readonly unknown[], headers: Record<string, string> = {}) =>
  api.call('batchEvents', { body: { items }, headers });

interface RowResult {
  readonly status: number;
  readonly id?: string;
  readonly problem?: { readonly code: string; readonly errors?: readonly { pointer: string }[] };
}

describe('POST /v1/events/batch', () => {
  it('answers every row by itself and in request order, whatever becomes of the others', async () => {
    const customerId = await api.newCustomer({ externalIds: [{ source: 'crm', id: '1' }] });
    const visit = { customerId, type: 'visit', occurredAt: march(1) };
    const answer = await batch([
      { ...visit, id: 'a' },
      { ...visit, type: 'gossip' },
      { ...visit, id: 'a' },
      { ...visit, id: 'a', occurredAt: march(2) },
      { ...visit, customerId: 'cus_nobody' },
      { type: 'visit', occurredAt: march(1), externalId: { source: 'crm', id: '1' }, id: 'b' },
      'no event',
    ]);
    expect(answer.status).toBe(200);
    const results: readonly RowResult[] = answer.body.results;
    expect(results.map(({ status }) => status)).toEqual([201, 422, 200, 409, 404, 201, 422]);
    expect(results.map(({ id }) => id)).toEqual([
      'a',
      undefined,
      'a',
      undefined,
      undefined,
      'b',
      undefined,
    ]);
    expect(results[1]?.problem?.errors).toMatchObject([{ pointer: '/type' }]);
    expect(results[3]?.problem?.code).toBe('event_conflict');
    expect(answer.body.results.map(({ index }: { index: number }) => index)).toEqual([
      0, 1, 2, 3, 4, 5, 6,
    ]);
  });

  it('records the rows of one customer in their order: a void follows its event', async () => {
    const customerId = await api.newCustomer();
    const row = (more: Record<string, unknown>) => ({ customerId, occurredAt: march(1), ...more });
    const answer = await batch([
      row({ id: 'p', type: 'purchase', orderId: 'o', amount: yuan(100) }),
      row({ id: 'v', type: 'void', eventId: 'p', reason: 'typo' }),
      row({ id: 'w', type: 'void', eventId: 'p', reason: 'typo' }),
    ]);
    expect(answer.body.results.map((result: RowResult) => result.status)).toEqual([201, 201, 409]);
  });

  it('brings hundreds of purchases of many customers to the statistics of one by one', async () => {
    const customers = await Promise.all(Array.from({ length: 10 }, () => api.newCustomer()));
    const items = customers.flatMap((customerId) =>
      Array.from({ length: 10 }, (_, index) => ({
        customerId,
        type: 'purchase',
        orderId: `o${index}`,
        occurredAt: march(index + 1),
        amount: yuan(100 * (index + 1)),
      })),
    );
    const answer = await batch(items);
    expect(new Set(answer.body.results.map((result: RowResult) => result.status))).toEqual(
      new Set([201]),
    );
    for (const customerId of customers)
      expect(await api.scoreOf(customerId)).toMatchObject({
        dirty: false,
        statistics: { purchaseDays: 10, total: 5_500, firstDayTotal: 100 },
        classes: { stage: 'loyal' },
      });
  });

  it('replays the stored answer for a repeated Idempotency-Key and records nothing again', async () => {
    const customerId = await api.newCustomer();
    const items = [
      { customerId, type: 'purchase', orderId: 'o', occurredAt: march(1), amount: yuan(100) },
    ];
    const first = await batch(items, { 'idempotency-key': 'b1' });
    const again = await batch(items, { 'idempotency-key': 'b1' });
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await api.scoreOf(customerId)).statistics.total).toBe(100);
  });

  it.each([
    ['no rows', []],
    ['101 rows', Array.from({ length: 101 }, () => ({}))],
  ])('refuses %s', async (_what, items) => {
    expect((await batch(items)).problem.errors).toMatchObject([{ pointer: '/items' }]);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { body: { items: [{}] } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
