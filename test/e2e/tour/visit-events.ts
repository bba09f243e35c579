import { expect } from 'vitest';
import { keyed, refusalOf, type Tour } from './tour.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const externalId = { source: 'tour', id: 'buyer' };

/** The customer whose events are recorded here. */
export interface Buyer {
  readonly customerId: string;
}

/** Events: repeated, refused, late, taken back, referring to others, and read page by page. */
export const visitEvents = async ({ client }: Tour): Promise<Buyer> => {
  const { body: buyer } = await client.createCustomer({
    body: { name: 'Bob Buyer', externalIds: [externalId] },
  });
  const { body: friend } = await client.createCustomer({ body: { name: 'Fred Friend' } });
  const { body: other } = await client.createCustomer({ body: { name: 'Olga Other' } });
  const customerId = buyer.id;
  const purchase = (id: string, occurredAt: string) =>
    ({ id, externalId, type: 'purchase', occurredAt, orderId: id, amount: yuan(12_900) }) as const;

  const request = { body: purchase('p3', '2026-02-20T08:00:00Z'), headers: keyed('p3') };
  expect((await client.recordEvent(request)).status).toBe(201);
  const replayed = await client.recordEvent(request);
  expect(replayed.headers.get('idempotent-replayed')).toBe('true');
  const unknown = {
    type: 'visit',
    occurredAt: '2026-02-20T08:00:00Z',
    customerId: 'cus_0',
  } as const;
  const refused = client.recordEvent({ body: unknown, headers: keyed('nobody') });
  expect(await refusalOf(refused)).toBe('customer_not_found');

  const ticket = {
    id: 't1',
    customerId,
    type: 'service',
    occurredAt: '2026-02-20T08:00:00Z',
    ticketId: 'T-1',
    status: 'opened',
  } as const;
  expect((await client.recordEvent({ body: ticket })).status).toBe(201);

  const about = { customerId, occurredAt: '2026-02-21T08:00:00Z' };
  const items = [
    purchase('p2', '2026-02-10T08:00:00Z'),
    { ...about, id: 'r1', type: 'refund', orderId: 'p3', amount: yuan(900) },
    { ...about, id: 'f1', type: 'referral', referredCustomerId: friend.id },
    { ...about, id: 'f2', type: 'referral', referredCustomerId: other.id },
    { ...about, id: 'k1', type: 'complaint', reason: 'late' },
    { ...about, id: 'v1', type: 'void', eventId: 'k1', reason: 'not ours' },
    { ...about, id: 'v2', type: 'void', eventId: 'f1', reason: 'no friends' },
  ];
  const { body: batch } = await client.batchEvents({ body: { items }, headers: keyed('events') });
  expect(batch.results.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201, 201]);

  const params = { customerId };
  const { body: first } = await client.listEvents({ params, query: { limit: 2 } });
  const cursor = first.nextCursor ?? '';
  const { body: rest } = await client.listEvents({ params, query: { limit: 6, cursor } });
  expect([first.data.length, rest.data.length]).toEqual([2, 6]);
  return { customerId };
};
