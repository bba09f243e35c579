import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailItem } from '../../lib/adapters/dynamodb/detail-item.ts';
import { foldLedger } from '../../lib/events/fold.ts';
import { emptyDetail, emptyMonth } from '../../lib/events/fold-detail.ts';
import type { LedgerEvent } from '../../lib/events/ledger-event.ts';
import { categoriesMax, namedCategories } from '../../lib/events/named-categories.ts';
import type { NetPurchase } from '../../lib/events/net-purchases.ts';
import { listedReferrers, referralsMax, referrersMax } from '../../lib/events/referrals.ts';
import { referrerOf } from '../../lib/scoring/referral-history.ts';
import { restCategory } from '../../lib/scoring/statistics.ts';
import { itemSize } from '../support/item-size.ts';
import { customerId, event } from './ledgers.ts';

const bought = (category: string, id: string, day: number, amount = 100) =>
  event({ type: 'purchase', orderId: id, amount, category }, { id, day });
const netOf = (made: LedgerEvent): readonly NetPurchase[] =>
  made.type === 'purchase' ? [{ event: made, refunded: 0 }] : [];
/** Five categories more than are told apart, one purchase a day. */
const many = Array.from({ length: categoriesMax + 5 }, (_, i) => bought(`c${i}`, `p${i}`, i));
const numbered = (kind: string, i: number, length: number) => `${kind}${i}`.padEnd(length, '茶');

describe('the detail of a customer', () => {
  it('stays within what a table takes, however much was recorded', () => {
    const day = 20_000;
    const years = Array.from({ length: 240 }, (_, i) => i);
    const amount = 1_234_567_891;
    const month = Object.fromEntries(Object.keys(emptyMonth).map((name) => [name, amount]));
    const category = { purchases: 12_345, revenue: amount, firstDay: day + 1, lastDay: day + 2 };
    const names = Array.from({ length: categoriesMax }, (_, i) => numbered('c', i, 64));
    const detail = {
      ...emptyDetail,
      months: Object.fromEntries(
        years.map((i) => [`m${i}`.padEnd(7), { ...emptyMonth, ...month }]),
      ),
      categories: Object.fromEntries([...names, restCategory].map((name) => [name, category])),
      referrals: Array.from({ length: referralsMax }, (_, i) => ({
        eventId: numbered('r', i, 64),
        customerId,
        day: day + 1,
        reward: amount,
      })),
      referredBy: Array.from({ length: referrersMax }, (_, i) => ({
        eventId: `ref_${String(i).padEnd(32, '0')}`,
        customerId,
        day: day + 1,
      })),
    };
    expect(itemSize(marshall(detailItem(customerId, detail)))).toBeLessThan(400_000);
  });
});

describe('categories beyond the limit', () => {
  it('add up under one that no caller can name, in any order of arrival', () => {
    const again = [bought('c0', 'x', 300, 7), bought(`c${categoriesMax}`, 'y', 301, 9)];
    const { categories } = foldLedger([...many, ...again]).detail;
    expect(Object.keys(categories)).toHaveLength(categoriesMax + 1);
    expect(categories['c0']).toMatchObject({ purchases: 2, revenue: 107 });
    expect(categories[restCategory]).toMatchObject({ purchases: 6, revenue: 509 });
    expect(foldLedger([...again, ...many.toReversed()]).detail.categories).toEqual(categories);
  });

  it('move up when an earlier category was given back', () => {
    const back = event({ type: 'refund', orderId: 'p3', amount: 100 }, { id: 'r', day: 400 });
    const { categories } = foldLedger([...many, back]).detail;
    expect(categories['c3']).toBeUndefined();
    expect(categories[`c${categoriesMax}`]).toMatchObject({ purchases: 1, revenue: 100 });
    expect(categories[restCategory]).toMatchObject({ purchases: 4, revenue: 400 });
  });

  it('are the same after a purchase at the end as with it, whatever was told apart', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.array(names, { maxLength: 12 }), names, (life, last) => {
        const net = [...life, last].flatMap((name, i) => netOf(bought(name, `p${i}`, i)));
        const before = namedCategories(net.slice(0, -1), 3);
        const after = namedCategories(net, 3);
        expect([...after].slice(0, before.size)).toEqual([...before]);
        expect(after.size).toBe(Math.min(3, new Set([...life, last]).size));
      }),
    );
  });
});

describe('referrers beyond the limit', () => {
  it('leave the last one up to the first purchase on the list, whenever that is', () => {
    const received = fc.array(fc.integer({ min: 0, max: 400 }), {
      minLength: referrersMax - 5,
      maxLength: referrersMax + 60,
    });
    fc.assert(
      fc.property(received, fc.option(fc.integer({ min: 0, max: 400 })), (days, firstDay) => {
        const all = days.map((day, i) => ({ eventId: `r${i}`, customerId: `cus_${i}`, day }));
        const referredBy = listedReferrers(all, firstDay);
        expect(referredBy).toHaveLength(Math.min(all.length, referrersMax));
        expect(listedReferrers(all.toReversed(), firstDay)).toEqual(referredBy);
        const sorted = all.toSorted((a, b) => a.day - b.day || (a.eventId < b.eventId ? -1 : 1));
        expect(referrerOf({ referredBy }, firstDay)).toBe(
          referrerOf({ referredBy: sorted }, firstDay),
        );
      }),
      { numRuns: 200 },
    );
  });
});
