import { createHmac } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membershipItem } from '../../lib/adapters/dynamodb/customer-item.ts';
import {
  findCustomer,
  insertCustomer,
  replaceCustomer,
} from '../../lib/adapters/dynamodb/customer-store.ts';
import { markErased } from '../../lib/adapters/dynamodb/erasure-request.ts';
import { identityKeys } from '../../lib/adapters/dynamodb/identity-store.ts';
import { withCollections } from '../../lib/customers/check-profile.ts';
import { newCustomer } from '../../lib/customers/create-customer.ts';
import type { Customer } from '../../lib/customers/customer.ts';
import { identitiesOf } from '../../lib/customers/identity.ts';
import { membershipsOf } from '../../lib/customers/memberships.ts';
import { randomIds } from '../../lib/shared/ids.ts';
import { createTables, type TestTables } from '../support/dynamodb.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await createTables();
});
afterAll(() => tables.drop());

const keysOf = identityKeys(async () => Buffer.from('a key that only this test knows'));
const ids = randomIds(() => Date.now(), Math.random);

const stores = () => {
  const database = {
    client: tables.documents,
    table: (name: keyof TestTables['names']) => tables.names[name],
  };
  return {
    find: findCustomer(database),
    insert: insertCustomer(database, keysOf),
    replace: replaceCustomer(database, keysOf),
    erase: markErased(database, keysOf, () => 'UTC'),
  };
};

type Items = readonly Readonly<Record<string, unknown>>[];

const scan = async (): Promise<Items> =>
  (await tables.documents.send(new ScanCommand({ TableName: tables.names.customers }))).Items ?? [];

const input = fc.record(
  {
    email: fc.constantFrom('a@example.com', 'b@example.com', 'B@example.com'),
    phone: fc.constantFrom('+8613800138001', '+8613800138002'),
    externalIds: fc.subarray([
      { source: 's', id: '1' },
      { source: 's', id: '2' },
    ]),
    tags: fc.subarray(['x', 'y', 'z']),
    owner: fc.constantFrom('o1', 'o2'),
  },
  { requiredKeys: [] },
);

const step = fc.oneof(
  fc.record({ does: fc.constant('create' as const), input, takeErased: fc.boolean() }),
  fc.record({
    does: fc.constant('change' as const),
    input,
    who: fc.nat(),
    takeErased: fc.boolean(),
  }),
  fc.record({ does: fc.constant('erase' as const), who: fc.nat() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const profileOf = (given: Partial<Customer>) =>
  withCollections({ kind: 'individual' as const, name: 'Ann', ...given });

/** Applies a step to the tables; the customers that were made so far by id. */
const apply = async (made: Map<string, Customer>, step: Step): Promise<void> => {
  const { insert, replace, erase } = stores();
  if (step.does === 'create') {
    const customer = newCustomer(ids('customer'), profileOf(step.input));
    const outcome = await insert(customer, step);
    if (outcome.kind === 'written') made.set(customer.id, customer);
    return;
  }
  const before = [...made.values()][step.who % Math.max(made.size, 1)];
  if (!before) return;
  if (step.does === 'erase') {
    const requestedAt = '2026-01-01T00:00:00.000Z';
    const erasure = { id: ids('erasure'), customerId: before.id, requestedAt };
    expect(await erase(before, { ...erasure, status: 'pending' })).toBe('written');
    made.delete(before.id);
    return;
  }
  const { id, createdAt, updatedAt, version } = before;
  const stamps = { createdAt, updatedAt, version: version + 1 };
  const after: Customer = { id, ...profileOf(step.input), ...stamps };
  const outcome = await replace(before, after, step);
  if (outcome.kind === 'written') made.set(id, after);
};

const expectWhole = async (made: ReadonlyMap<string, Customer>, items: Items): Promise<void> => {
  const own = new Set<unknown>(made.keys());
  const reserved = items.filter((item) => item['sk'] === 'identity' && own.has(item['customerId']));
  const expected = await Promise.all(
    [...made.values()].map(async (customer) =>
      (await keysOf(identitiesOf(customer))).map(({ pk }) => `${customer.id} ${pk} live`),
    ),
  );
  expect(
    reserved.map((item) => `${item['customerId']} ${item['pk']} ${item['status']}`).sort(),
  ).toEqual(expected.flat().sort());
  const memberships = items.filter(
    (item) => own.has(item['pk']) && String(item['sk']).startsWith('member#'),
  );
  const places = [...made.values()].flatMap((customer) =>
    membershipsOf(customer).map((membership) => membershipItem(customer.id, membership)),
  );
  const bySk = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) =>
    `${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1;
  expect([...memberships].sort(bySk)).toEqual(places.sort(bySk));
};

describe('customers on DynamoDB', () => {
  it('hold exactly their identities and places after any sequence of creations, changes and erasures', async () => {
    // The identities of one run are those of the next, so that later runs start among tombstones.
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const made = new Map<string, Customer>();
        for (const one of steps) await apply(made, one);
        await expectWhole(made, await scan());
        for (const customer of made.values()) {
          expect(await stores().find(customer.id)).toEqual({ status: 'live', customer });
          const requestedAt = '2026-01-01T00:00:00.000Z';
          const erasure = { id: ids('erasure'), customerId: customer.id, requestedAt };
          await stores().erase(customer, { ...erasure, status: 'pending' });
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('keep no identity in a key: reservations stand under keyed hashes', async () => {
    const customer = newCustomer(
      ids('customer'),
      profileOf({ email: 'plain@example.com', externalIds: [{ source: 'plain', id: 'key' }] }),
    );
    expect(await stores().insert(customer, { takeErased: false })).toEqual({ kind: 'written' });
    const reservations = (await scan()).filter((item) => item['sk'] === 'identity');
    expect(JSON.stringify(reservations)).not.toContain('plain');
    const unkeyed = createHmac('sha256', '').update('email\u0000plain@example.com');
    expect(JSON.stringify(reservations)).not.toContain(unkeyed.digest('base64url'));
  });

  it('write nothing when the version has moved on, or when an identity is held', async () => {
    const { insert, replace, find } = stores();
    const email = 'held@example.com';
    const one = newCustomer(ids('customer'), profileOf({ email }));
    const two = newCustomer(ids('customer'), profileOf({ tags: ['kept'] }));
    await insert(one, { takeErased: false });
    await insert(two, { takeErased: false });
    expect(await insert(two, { takeErased: false })).toEqual({ kind: 'stale' });
    const stale = await replace(
      { ...two, version: 7 },
      { ...two, version: 8 },
      { takeErased: true },
    );
    expect(stale).toEqual({ kind: 'stale' });
    const outcome = await replace(two, { ...two, email, version: 2 }, { takeErased: true });
    expect(outcome).toEqual({
      kind: 'held',
      held: [
        {
          identity: { kind: 'email', value: email, pointer: '/email' },
          holder: { customerId: one.id, status: 'live' },
        },
      ],
    });
    expect(await find(two.id)).toEqual({ status: 'live', customer: two });
  });
});
