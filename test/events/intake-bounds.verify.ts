import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventItem } from '../../lib/adapters/dynamodb/event-item.ts';
import type { LedgerEvent } from '../../lib/events/ledger-event.ts';
import { categoriesMax } from '../../lib/events/named-categories.ts';
import { referrersMax } from '../../lib/events/referrals.ts';
import { referrerOf } from '../../lib/scoring/referral-history.ts';
import { restCategory } from '../../lib/scoring/statistics.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { event } from './ledgers.ts';
import { openStores, type Stores } from './stores.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores.close());

const of = (customerId: string, made: LedgerEvent): LedgerEvent => ({
  ...made,
  customerId,
  ledgerId: ledgerOf(customerId),
  by: customerId,
});
const basket = (id: string, day: number, categories: readonly string[]) => {
  const lines = categories.map((category) => ({ productId: 'p', category, amount: 10 }));
  const amount = 10 * lines.length;
  return event({ type: 'purchase', orderId: id, amount, lines }, { id, day });
};
const names = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `c${from + i}`.padEnd(64, '茶'));
const expectAsFolded = async (id: string) => {
  await stores.settle(id);
  expect(await stores.rebuild(id, { repair: false })).toMatchObject({ differences: [] });
};

/** A customer whose detail tells so many categories apart, fifty bought at a time. */
const customerOf = async (categories: number): Promise<string> => {
  const id = await stores.newCustomer();
  for (let from = 0; from < categories; from += 50)
    await stores.commit(
      of(id, basket(`b${from}`, 0, names(from, Math.min(categories, from + 50)))),
    );
  expect(await stores.scores.read(id)).toMatchObject({ dirty: false });
  return id;
};

describe('categories of a customer', () => {
  it('are added while there is room, and those beyond it are left to a fold', async () => {
    const id = await customerOf(categoriesMax);
    const known = basket('known', 1, names(3, 5));
    await stores.commit(of(id, known));
    expect(await stores.scores.read(id)).toMatchObject({ dirty: false });
    await expectAsFolded(id);
    await stores.commit(of(id, basket('more', 2, ['one more', ...names(3, 4)])));
    expect(await stores.scores.read(id)).toMatchObject({ dirty: true });
    await expectAsFolded(id);
    const { categories } = await stores.readDetail(id);
    expect(Object.keys(categories)).toHaveLength(categoriesMax + 1);
    expect(categories[restCategory]).toMatchObject({ purchases: 1, revenue: 10 });
    await stores.commit(of(id, basket('known again', 3, names(9, 11))));
    expect(await stores.scores.read(id)).toMatchObject({ dirty: false });
    await expectAsFolded(id);
  });

  it('are stored as a fold finds them, in whatever order purchases and refunds arrive', async () => {
    const step = fc.record({
      day: fc.integer({ min: 0, max: 3 }),
      categories: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', ...names(0, 2)), {
        minLength: 1,
        maxLength: 3,
      }),
      refunds: fc.option(fc.constantFrom('b0', 's0', 's1'), { freq: 4 }),
      folds: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (life) => {
        const id = await customerOf(categoriesMax - 2);
        for (const [i, { day, categories, refunds, folds }] of life.entries()) {
          const made =
            refunds === null
              ? basket(`s${i}`, day, categories)
              : event({ type: 'refund', orderId: refunds, amount: 20 }, { id: `s${i}`, day });
          await stores.commit(of(id, made));
          if (folds || !(await stores.scores.read(id))?.dirty) await expectAsFolded(id);
        }
        await expectAsFolded(id);
      }),
      { numRuns: 8 },
    );
  });
});

describe('referrals of one friend', () => {
  const referred = (id: string, friend: string, day: number) =>
    of(
      friend,
      event(
        { type: 'referred', referrerCustomerId: `cus_${id}`, referralId: id },
        { id: `ref_${id}`, day },
      ),
    );
  const putAll = (events: readonly LedgerEvent[]) =>
    Promise.all(
      events.map((made) =>
        stores.tables.documents.send(
          new PutCommand({ TableName: stores.tables.names.events, Item: eventItem(made) }),
        ),
      ),
    );
  /** A friend who was referred so often on rising days, and folded. */
  const friendOf = async (referrals: number): Promise<string> => {
    const friend = await stores.newCustomer();
    await putAll(Array.from({ length: referrals }, (_, i) => referred(`f${i}`, friend, i)));
    expect(await stores.rebuild(friend, { repair: true })).toMatchObject({ repaired: true });
    return friend;
  };
  const refer = async (referredCustomerId: string, day: number) => {
    const id = await stores.newCustomer();
    const referral = event({ type: 'referral', referredCustomerId }, { id: 'r', day });
    expect(await stores.commit(of(id, referral))).toEqual({ kind: 'committed' });
    expect(await stores.scores.read(id)).toMatchObject({ dirty: false });
    return id;
  };

  it('are listed up to the limit, and beyond it left to a fold of the friend', async () => {
    const friend = await friendOf(referrersMax - 1);
    await refer(friend, 500);
    expect(await stores.scores.read(friend)).toMatchObject({ dirty: false });
    const last = await refer(friend, 501);
    expect(await stores.scores.read(friend)).toMatchObject({ dirty: true });
    await expectAsFolded(friend);
    const { referredBy } = await stores.readDetail(friend);
    expect(referredBy).toHaveLength(referrersMax);
    expect(referredBy.at(-1)?.customerId).toBe(last);
  });

  it('keep the last one before a first purchase that lies behind all that were listed', async () => {
    const friend = await friendOf(2 * referrersMax);
    expect(await stores.scores.read(friend)).toMatchObject({ dirty: false, commutes: false });
    await stores.commit(of(friend, basket('first', 10, ['tea'])));
    await expectAsFolded(friend);
    const firstDay = dateToDay('2024-01-11');
    expect(referrerOf(await stores.readDetail(friend), firstDay)).toBe('cus_f10');
  });
});
