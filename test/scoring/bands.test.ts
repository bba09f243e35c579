import { describe, expect, it } from 'vitest';
import { type AmountBounds, amountBoundsOf } from '../../lib/scoring/amount-bounds.ts';
import { bandGapsOf } from '../../lib/scoring/band-gaps.ts';
import { bandsOf } from '../../lib/scoring/bands.ts';
import { BandSettings, defaultBands } from '../../lib/scoring/policy/bands.ts';
import { sampleCategories } from '../../lib/scoring/sample-categories.ts';
import {
  type CategoryDetail,
  emptyStatistics,
  restCategory,
} from '../../lib/scoring/statistics.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { emptyDetail, shop } from './sample-shop.ts';

const first = dateToDay('2026-01-01');
const category = (
  purchases: number,
  revenue: number,
  days: readonly [number, number] | null = [first, first],
): CategoryDetail => ({
  purchases,
  revenue,
  firstDay: days?.[0] ?? null,
  lastDay: days?.[1] ?? null,
});
const statistics = {
  ...emptyStatistics,
  purchaseDays: 5,
  firstDay: first,
  lastDay: first + 120,
  total: 100_000,
};
const detail = {
  ...emptyDetail,
  categories: {
    tea: category(7, 60_000, [first, first + 60]),
    cups: category(2, 30_000, [first, first + 120]),
    books: category(1, 10_000),
    gifts: category(0, 0, null),
  },
};
const amounts: AmountBounds = {
  of: 'total',
  bounds: [
    { id: 'high', from: 250_000 },
    { id: 'mid', from: 90_000 },
    { id: 'low', from: 0 },
  ],
};
const context = { amounts, currency: 'CNY' };
const bands = bandsOf(defaultBands, { statistics, detail }, context);

describe('bands', () => {
  it('go by the own interval, overall and in each category, not by one number for all', () => {
    expect(bands?.frequency).toEqual({ band: 'monthly', intervalDays: 30, dueOn: '2026-05-31' });
    const cadence = Object.fromEntries(
      bands?.categories.grades.map((grade) => [grade.category, grade.cadence?.band]) ?? [],
    );
    expect(cadence).toEqual({ tea: 'weekly', cups: 'quarterly', books: 'once' });
  });

  it('grade breadth and depth by the policy, categories that were given back left out', () => {
    expect(bands?.categories).toMatchObject({
      breadth: { band: 'several', count: 3 },
      depth: { mainShare: 0.6, purchasesPerCategory: 3.33 },
      main: 'tea',
    });
    expect(bands?.categories.grades.map((row) => [row.category, row.grade, row.share])).toEqual([
      ['tea', 'core', 0.6],
      ['cups', 'regular', 0.3],
      ['books', 'trial', 0.1],
    ]);
  });

  it('grade no categories that add up under the rest, but count them in the revenue of all', () => {
    const categories = { ...detail.categories, [restCategory]: category(50, 100_000) };
    const more = { ...detail, categories };
    const { grades, main, breadth } =
      bandsOf(defaultBands, { statistics, detail: more }, context)?.categories ?? {};
    expect([main, breadth?.count]).toEqual(['tea', 3]);
    expect(grades?.map((row) => [row.category, row.share])).toEqual([
      ['tea', 0.3],
      ['cups', 0.15],
      ['books', 0.05],
    ]);
    expect(sampleCategories([more])).toEqual(['books', 'cups', 'tea']);
  });

  it('cut amounts after refunds, by total or by purchase day', () => {
    expect(bands?.amount).toEqual({ band: 'mid', of: 'total', amount: 100_000, currency: 'CNY' });
    const byDay = bandsOf(
      defaultBands,
      { statistics, detail },
      { ...context, amounts: { ...amounts, of: 'purchase_day' } },
    );
    expect(byDay?.amount).toMatchObject({ band: 'low', amount: 20_000 });
  });

  it('have no cadence where older records know no days, and no interval after one purchase', () => {
    const old = { ...emptyDetail, categories: { tea: category(3, 5_000, null) } };
    const once = { ...statistics, purchaseDays: 1, lastDay: first };
    const card = bandsOf(defaultBands, { statistics: once, detail: old }, context);
    expect(card?.categories.grades[0]?.cadence).toBeNull();
    expect(card?.frequency).toEqual({ band: 'once', intervalDays: null, dueOn: null });
  });

  it('are none before the first purchase, and no amount band before there are bounds', () => {
    expect(bandsOf(defaultBands, { statistics: emptyStatistics, detail }, context)).toBeNull();
    const without = bandsOf(
      defaultBands,
      { statistics, detail },
      { amounts: null, currency: 'CNY' },
    );
    expect(without?.amount).toBeNull();
  });

  it('say how far the next better band of each kind is', () => {
    expect(bands && bandGapsOf(defaultBands, amounts, bands)).toEqual({
      frequency: { band: 'weekly', intervalDaysMax: 10 },
      amount: { band: 'high', amount: 150_000, currency: 'CNY' },
      breadth: { band: 'broad', categories: 1 },
    });
    const best = bandsOf(
      defaultBands,
      {
        statistics: { ...statistics, purchaseDays: 100, total: 300_000 },
        detail: {
          ...emptyDetail,
          categories: Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, category(1, 5)])),
        },
      },
      context,
    );
    expect(best && bandGapsOf(defaultBands, amounts, best)).toEqual({
      frequency: null,
      amount: null,
      breadth: null,
    });
  });
});

describe('amount bounds', () => {
  it('take the policy’s share of the buyers each', () => {
    const cut = amountBoundsOf(defaultBands, shop);
    const shares = cut?.bounds.map(
      ({ from }) => shop.filter(({ total }) => total >= from).length / shop.length,
    );
    expect(shares?.[0]).toBeCloseTo(0.2, 2);
    expect(shares?.[1]).toBeCloseTo(0.5, 2);
    expect(amountBoundsOf(defaultBands, [emptyStatistics])).toBeNull();
  });

  it('are the policy’s own where it names amounts', () => {
    const { of, rest } = defaultBands.amount;
    const levels = [{ id: 'big', label: { en: 'Big', zh: '大' }, from: 500 }];
    const amount: BandSettings['amount'] = { by: 'amount', of, rest, levels };
    expect(amountBoundsOf({ ...defaultBands, amount }, [])).toEqual({
      of: 'total',
      bounds: [
        { id: 'big', from: 500 },
        { id: 'low', from: 0 },
      ],
    });
  });
});

describe('band settings', () => {
  const pointers = (change: object) =>
    BandSettings.safeParse({ ...defaultBands, ...change }).error?.issues.map(({ path }) =>
      path.join('/'),
    );

  it('refuse levels in the wrong order and ids that are not their own', () => {
    const { frequency, breadth, amount, grades } = defaultBands;
    expect(
      pointers({ frequency: { ...frequency, levels: frequency.levels.toReversed() } }),
    ).toEqual(['frequency/levels']);
    expect(pointers({ breadth: { ...breadth, levels: breadth.levels.toReversed() } })).toEqual([
      'breadth/levels',
    ]);
    const twice = { ...grades.rest, id: 'core' };
    expect(pointers({ grades: { ...grades, rest: twice } })).toEqual(['grades/levels']);
    const greedy = amount.levels.map((level) => ({ ...level, share: 0.5 }));
    expect(pointers({ amount: { ...amount, levels: greedy } })).toEqual(['amount/levels']);
  });
});
