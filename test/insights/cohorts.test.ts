import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { purchaseDayCells, retentionCells, revenueCells } from '../../lib/insights/cohort-cells.ts';
import { cohortTable } from '../../lib/insights/cohorts.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { cohortMember, purchases, timeline } from './support.ts';

const dataEnd = dateToDay('2026-04-15');
const table = cohortTable(
  [
    { '2026-01-05': 100, '2026-01-20': 50, '2026-03-01': 200 },
    { '2026-01-31': 300 },
    { '2026-01-10': 0, '2026-02-10': 80, '2026-04-02': 20 },
    { '2026-03-31': 500, '2026-04-01': 500 },
  ].map((days) => cohortMember(timeline(purchases(days)), dataEnd)),
  dataEnd,
);
const [january, march] = table.cohorts;

describe('the cohorts', () => {
  it('are what is counted by hand', () => {
    expect(table).toMatchObject({
      lastMonth: '2026-04',
      lastMonthComplete: false,
      earlier: { customers: 0, purchaseDays: 0, revenue: 0 },
    });
    expect(january).toMatchObject({
      month: '2026-01',
      customers: 3,
      active: [3, 1, 1, 1],
      activeOrAfter: [3, 2, 2, 1],
      purchaseDays: [4, 1, 1, 1],
      revenue: [450, 80, 200, 20],
    });
    expect(march).toMatchObject({
      month: '2026-03',
      customers: 1,
      active: [1, 1],
      activeOrAfter: [1, 1],
      revenue: [500, 500],
    });
  });

  it('are read with a fixed denominator, the running month marked', () => {
    const cohort = january ?? expect.fail();
    expect(retentionCells(table, cohort, 'active_in')).toEqual([
      { offset: 0, month: '2026-01', complete: true, customers: 3, share: 1 },
      { offset: 1, month: '2026-02', complete: true, customers: 1, share: 0.333333 },
      { offset: 2, month: '2026-03', complete: true, customers: 1, share: 0.333333 },
      { offset: 3, month: '2026-04', complete: false, customers: 1, share: 0.333333 },
    ]);
    const after = retentionCells(table, cohort, 'active_in_or_after');
    expect(after.map(({ share }) => share)).toEqual([1, 0.666667, 0.666667, 0.333333]);
    expect(revenueCells(table, cohort).map((cell) => cell.cumulativePerCustomer)).toEqual([
      150, 177, 243, 250,
    ]);
    expect(purchaseDayCells(table, cohort).map(({ perCustomer }) => perCustomer)).toEqual([
      1.333333, 0.333333, 0.333333, 0.333333,
    ]);
  });

  it('complete the month on whose last day the data end', () => {
    expect(cohortTable([], dateToDay('2026-02-28')).lastMonthComplete).toBe(true);
    expect(cohortTable([], dateToDay('2024-02-28')).lastMonthComplete).toBe(false);
  });

  it('add up those older than five years', () => {
    const old = cohortMember(timeline(purchases({ '2021-04-30': 10, '2026-01-01': 5 })), dataEnd);
    const kept = cohortMember(timeline(purchases({ '2021-05-01': 7 })), dataEnd);
    const { cohorts, earlier } = cohortTable([old, kept], dataEnd);
    expect(cohorts.map(({ month, active }) => [month, active.length])).toEqual([['2021-05', 60]]);
    expect(earlier).toEqual({ customers: 1, purchaseDays: 2, revenue: 15 });
  });

  it('are without customers where nobody has bought', () => {
    expect(cohortTable([], dataEnd)).toMatchObject({ lastMonth: null, cohorts: [] });
    // A subscriber without a purchase has no month of the first one.
    expect(cohortTable([cohortMember(timeline([]), dataEnd)], dataEnd).cohorts).toEqual([]);
  });
});

const histories = fc.array(
  fc.uniqueArray(
    fc.record({ day: fc.integer({ min: 17_000, max: 20_558 }), amount: fc.nat(9_999) }),
    {
      selector: ({ day }) => day,
      minLength: 1,
      maxLength: 8,
    },
  ),
  { maxLength: 30 },
);

it('holds for any customers: shares within 1, revenue and customers as in the ledger, in any order', () => {
  fc.assert(
    fc.property(histories, (customers) => {
      const members = customers.map((days) =>
        cohortMember(timeline(days.toSorted((a, b) => a.day - b.day)), dataEnd),
      );
      const { cohorts, earlier } = cohortTable(members, dataEnd);
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      const all = customers.flat();
      expect(sum(cohorts.flatMap(({ revenue }) => revenue)) + earlier.revenue).toBe(
        sum(all.map(({ amount }) => amount)),
      );
      expect(sum(cohorts.flatMap((cohort) => cohort.purchaseDays)) + earlier.purchaseDays).toBe(
        all.length,
      );
      expect(sum(cohorts.map((cohort) => cohort.customers)) + earlier.customers).toBe(
        customers.length,
      );
      for (const cohort of cohorts) {
        expect([cohort.active[0], cohort.activeOrAfter[0]]).toEqual(
          Array(2).fill(cohort.customers),
        );
        for (const [offset, active] of cohort.active.entries()) {
          const after = cohort.activeOrAfter[offset] ?? 0;
          expect(active).toBeLessThanOrEqual(after);
          expect(after).toBeLessThanOrEqual(cohort.activeOrAfter[offset - 1] ?? cohort.customers);
        }
      }
      expect(cohortTable(members.toReversed(), dataEnd)).toEqual(cohortTable(members, dataEnd));
    }),
  );
});
