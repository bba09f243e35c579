import { expect } from 'vitest';
import { activities, riskBands, stages } from '../../../lib/scoring/classes.ts';
import { keyed, refusalOf, type Tour } from './tour.ts';

/** Customers: made, repeated, changed, found by every index, and one erased with all that is known of it. */
export const visitCustomers = async (tour: Tour): Promise<void> => {
  await createAndChange(tour);
  await upsertAndBatch(tour);
  await walkLists(tour);
  await erase(tour);
};

const createAndChange = async ({ client }: Tour): Promise<void> => {
  const request = {
    body: { name: 'Vera Example', email: 'vera@tour.example', tags: ['vip', 'new'] },
    headers: keyed('vera'),
  };
  const { body: vera } = await client.createCustomer(request);
  expect((await client.createCustomer(request)).body).toEqual(vera);
  const taken = { body: { name: 'Walt', email: 'vera@tour.example' }, headers: keyed('walt') };
  expect(await refusalOf(client.createCustomer(taken))).toBe('identity_taken');
  const params = { customerId: vera.id };
  await client.updateCustomer({ params, body: { tags: ['vip'], owner: 'usr_1', email: null } });
  expect((await client.getCustomer({ params })).body).toMatchObject({ tags: ['vip'], version: 2 });
};

const upsertAndBatch = async ({ client }: Tour): Promise<void> => {
  const params = { source: 'tour', externalId: 'x1' };
  const made = await client.upsertCustomer({ params, body: { name: 'Xenia' } });
  const met = await client.upsertCustomer({ params, body: { phone: '+441632960001' } });
  expect([made.status, met.status, met.body.matchedOn]).toEqual([201, 200, 'externalId']);
  await client.createCustomer({ body: { name: 'Yuri', email: 'yuri@tour.example' } });
  const conflict = client.upsertCustomer({ params, body: { email: 'yuri@tour.example' } });
  expect(await refusalOf(conflict)).toBe('identity_ambiguous');
  const items = [{ externalIds: [{ source: 'tour', id: 'x1' }], tags: ['batched'] }, { name: 7 }];
  const { body } = await client.batchCustomers({ body: { items }, headers: keyed('batch') });
  expect(body.results.map(({ status }) => status)).toEqual([200, 422]);
};

const walkLists = async ({ client }: Tour): Promise<void> => {
  const { body: first } = await client.listCustomers({ query: { limit: 1 } });
  const cursor = first.nextCursor ?? '';
  const { body: second } = await client.listCustomers({ query: { limit: 1, cursor } });
  expect(second.data[0]?.id).not.toBe(first.data[0]?.id);
  const found = async (query: NonNullable<Parameters<typeof client.listCustomers>[0]>['query']) =>
    (await client.listCustomers({ query: { limit: 100, ...query } })).body.data.length;
  expect(await found({ email: 'yuri@tour.example' })).toBe(1);
  expect(await found({ tag: 'batched', stage: 'prospect' })).toBe(1);
  expect(await found({ owner: 'usr_1' })).toBe(1);
  expect(await found({ namePrefix: 'xen' })).toBe(1);
  const sumOf = async <T>(names: readonly T[], list: (name: T) => Promise<number>) =>
    (await Promise.all(names.map(list))).reduce((sum, count) => sum + count, 0);
  const everybody = await sumOf(stages, (stage) => found({ stage }));
  const bought = everybody - (await found({ stage: 'prospect' }));
  expect(bought).toBeGreaterThan(0);
  expect(await sumOf(['high', 'mid', 'low'], (tier) => found({ tier }))).toBe(bought);
  expect(await sumOf(activities, (activity) => found({ activity }))).toBe(everybody);
  expect(await sumOf(riskBands, (risk) => found({ risk }))).toBe(bought);
};

const erase = async ({ client, suite }: Tour): Promise<void> => {
  const { body: zoe } = await client.createCustomer({
    body: { name: 'Zoe', email: 'zoe@tour.example', tags: ['vip'] },
  });
  const params = { customerId: zoe.id };
  const note = { type: 'note', occurredAt: '2026-03-01T08:00:00Z', text: 'likes tea' } as const;
  await client.recordEvent({ body: { ...note, customerId: zoe.id } });
  const { body: asked } = await client.deleteCustomer({ params });
  expect(await refusalOf(client.getCustomer({ params }))).toBe('customer_erased');
  await suite.runtime.settled();
  const { body: done } = await client.getErasure({ params: { erasureId: asked.id } });
  expect(done).toMatchObject({ status: 'completed', certificate: { removed: { events: 1 } } });
};
