import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { churnPeriods } from '../../lib/insights/churn-periods.ts';
import { churnTable } from '../../lib/insights/churn-table.ts';
import { landmarkDay } from '../../lib/insights/landmark.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { member, purchases, timeline } from './support.ts';

const horizonDays = 30;
const dataEnd = dateToDay('2026-04-15');
const buyer = (days: Readonly<Record<string, number>>) =>
  member(timeline(purchases(days)), horizonDays);

const members = [
  // Stays until the end.
  buyer({ '2026-01-10': 100, '2026-02-05': 100, '2026-03-05': 100, '2026-04-02': 100 }),
  // Lost on 15 February, back on 20 March.
  buyer({ '2026-01-15': 400, '2026-03-20': 50 }),
  // Began in February and was lost in March.
  buyer({ '2026-02-10': 70 }),
  // Paid for January to 27 March only; purchases do not prolong a contract.
  member(
    timeline(purchases({ '2026-01-01': 30 }), {
      terms: [{ fromDay: dateToDay('2026-01-01'), untilDay: dateToDay('2026-03-27') }],
    }),
    horizonDays,
  ),
];

describe('churn by period', () => {
  const months = churnPeriods(members, { by: 'month', dataEnd });

  it('is what is counted by hand', () => {
    const counts = months.map((period) => [
      period.from,
      period.start,
      period.lost,
      period.acquired,
      period.acquiredAndLost,
      period.returned,
      period.end,
      period.active,
      period.churnRate,
      period.retentionRate,
    ]);
    expect(counts).toEqual([
      ['2026-01-01', 0, 0, 3, 0, 0, 3, 3, null, null],
      ['2026-02-01', 3, 1, 1, 0, 0, 3, 2, 0.333333, 0.666667],
      ['2026-03-01', 3, 2, 0, 0, 1, 2, 2, 0.666667, 0.333333],
      ['2026-04-01', 2, 0, 0, 0, 0, 2, 1, 0, 1],
    ]);
    expect(months.map(({ complete }) => complete)).toEqual([true, true, true, false]);
  });

  it('puts the revenue of the lost beside their number', () => {
    const [, february, march] = months;
    // 100 + 400 + 30 in the year before; 400 of it left.
    expect(february).toMatchObject({ revenueAtStart: 530, revenueLost: 400 });
    expect(february?.revenueChurnRate).toBeCloseTo(400 / 530, 6);
    // 200 of the first, 70 of the third, 30 of the contract.
    expect(march).toMatchObject({ revenueAtStart: 300, revenueLost: 100 });
  });

  it('counts quarters from January, April, July and October', () => {
    const quarters = churnPeriods(members, { by: 'quarter', dataEnd });
    expect(quarters.map(({ from, to, start, end }) => [from, to, start, end])).toEqual([
      ['2026-01-01', '2026-03-31', 0, 2],
      ['2026-04-01', '2026-06-30', 2, 2],
    ]);
  });

  it('gives no rate before anybody could have been lost', () => {
    const loyal = [buyer({ '2026-01-20': 1, '2026-02-10': 1, '2026-03-01': 1, '2026-03-25': 1 })];
    const rates = churnPeriods(loyal, { by: 'month', dataEnd }).map(({ churnRate }) => churnRate);
    // The first loss could have come on 20 February.
    expect(rates).toEqual([null, 0, 0, 0]);
  });

  it('re-states all of history when the definition changes', () => {
    const wider = members.map(({ timeline: of }) => member(of, 90));
    const lost = churnPeriods(wider, { by: 'month', dataEnd }).map((period) => period.lost);
    expect(lost).toEqual([0, 0, 1, 0]);
  });

  it('keeps five years', () => {
    const old = [buyer({ '2015-01-01': 1, '2026-04-01': 1 })];
    expect(churnPeriods(old, { by: 'month', dataEnd })).toHaveLength(60);
    expect(churnPeriods(old, { by: 'quarter', dataEnd })).toHaveLength(20);
    expect(churnPeriods([], { by: 'month', dataEnd })).toEqual([]);
  });
});

const histories = fc
  .array(
    fc.uniqueArray(fc.integer({ min: dataEnd - 700, max: dataEnd }), {
      minLength: 1,
      maxLength: 9,
    }),
    { maxLength: 25 },
  )
  .map((customers) =>
    customers.map((days) => days.sort((a, b) => a - b).map((day) => ({ day, amount: 1 }))),
  );
const anyHorizon = fc.integer({ min: 7, max: 200 });

describe.each(['month', 'quarter'] as const)('for any customers, by %s,', (by) => {
  it('who was there, came, went and returned are who is there', () => {
    fc.assert(
      fc.property(histories, anyHorizon, (customers, horizon) => {
        const all = customers.map((days) => member(timeline(days), horizon));
        const periods = churnPeriods(all, { by, dataEnd });
        for (const [index, period] of periods.entries()) {
          const { start, lost, acquired, acquiredAndLost, returned, end, churnRate } = period;
          expect(start - lost + acquired - acquiredAndLost + returned).toBe(end);
          expect(start).toBe(index === 0 ? 0 : periods[index - 1]?.end);
          const kept = (end - (acquired - acquiredAndLost) - returned) / start;
          if (churnRate !== null) expect(period.retentionRate).toBeCloseTo(kept, 5);
        }
        expect(churnPeriods(all.toReversed(), { by, dataEnd })).toEqual(periods);
      }),
      { numRuns: 60 },
    );
  });
});

it('never lets a survival curve rise, for any customers', () => {
  fc.assert(
    fc.property(histories, anyHorizon, (customers, horizonDays) => {
      const all = customers.map((days) => member(timeline(days), horizonDays));
      const options = { dataEnd, definition: { horizonDays }, landmark: null, tiers: [] };
      const { survival } = churnTable(all, options);
      const curve = survival?.months.map((month) => month.survival) ?? [];
      expect(curve.every((value, month) => value <= (curve[month - 1] ?? 1))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

describe('survival by tier', () => {
  const landmark = dateToDay('2026-02-01');
  const tierOf = (tier: string, days: Readonly<Record<string, number>>) =>
    member(timeline(purchases(days)), horizonDays, tier);
  const table = churnTable(
    [
      tierOf('high', { '2026-01-10': 1, '2026-02-01': 1, '2026-02-21': 1 }),
      tierOf('high', { '2026-01-20': 1 }),
      tierOf('low', { '2026-01-25': 1, '2026-02-11': 1, '2026-03-01': 1, '2026-03-20': 1 }),
      // Lost before the landmark: nobody's customer then.
      tierOf('low', { '2025-12-01': 1, '2026-03-01': 1 }),
    ],
    { dataEnd, definition: { horizonDays }, landmark, tiers: ['high', 'mid', 'low'] },
  );

  it('follows those who were customers on the landmark, best tier first, tiers without any left out', () => {
    expect(table.tiers?.landmark).toBe('2026-02-01');
    const groups = table.tiers?.groups.map(({ tier, survival }) => [
      tier,
      survival.customers,
      survival.ended,
      survival.median.days,
    ]);
    expect(groups).toEqual([
      ['high', 2, 2, 0],
      ['low', 1, 0, null],
    ]);
    // Mean of 0 and 20 days; the other tier is seen as far as 42 days, the last before 30 days of silence could end.
    expect(table.tiers?.groups.map(({ survival }) => survival.mean)).toEqual([
      { days: 10, standardError: 7.07, untilDays: 42 },
      { days: 42, standardError: 0, untilDays: 42 },
    ]);
  });

  it('counts who was lost and came back', () => {
    expect(table.winBacks).toEqual({ lost: 3, returned: 1 });
  });

  it('has a landmark with as many days behind it as before, a year at most, or none', () => {
    const at = (firstDay: number) => landmarkDay({ firstDay, dataEnd: 2_000, horizonDays: 273 });
    expect(at(1_326)).toBe(1_526);
    expect(at(0)).toBe(2_000 - 274 - 365);
    expect(at(1_700)).toBeNull();
  });
});
