import { roundTo } from '../scoring/round-to.ts';
import type { Cohort, CohortTable } from './aggregates.ts';
import { monthName, monthOfName } from './month.ts';

/** One cohort in one month, its own included. */
interface Cell {
  readonly offset: number;
  /** `YYYY-MM`. */
  readonly month: string;
  /** False: the data end within the month. */
  readonly complete: boolean;
}

const cellsOf = <T>(
  { lastMonth, lastMonthComplete }: CohortTable,
  cohort: Cohort,
  valueAt: (offset: number) => T,
): (Cell & T)[] =>
  cohort.active.map((_, offset) => {
    const month = monthName(monthOfName(cohort.month) + offset);
    const complete = lastMonthComplete || month !== lastMonth;
    return { offset, month, complete, ...valueAt(offset) };
  });

/** Customers with a purchase in the month (or in it or after), and their share of the cohort. */
export const retentionCells = (
  table: CohortTable,
  cohort: Cohort,
  basis: 'active_in' | 'active_in_or_after',
): (Cell & { customers: number; share: number })[] => {
  const counts = basis === 'active_in' ? cohort.active : cohort.activeOrAfter;
  return cellsOf(table, cohort, (offset) => {
    const customers = counts[offset] ?? 0;
    return { customers, share: roundTo(customers / cohort.customers, 6) };
  });
};

/** Revenue of the month, and all of it so far over the customers of the cohort, both in minor units. */
export const revenueCells = (
  table: CohortTable,
  cohort: Cohort,
): (Cell & { revenue: number; cumulativePerCustomer: number })[] => {
  let sum = 0;
  return cellsOf(table, cohort, (offset) => {
    const revenue = cohort.revenue[offset] ?? 0;
    sum += revenue;
    return { revenue, cumulativePerCustomer: Math.round(sum / cohort.customers) };
  });
};

export const purchaseDayCells = (
  table: CohortTable,
  cohort: Cohort,
): (Cell & { purchaseDays: number; perCustomer: number })[] =>
  cellsOf(table, cohort, (offset) => {
    const purchaseDays = cohort.purchaseDays[offset] ?? 0;
    return { purchaseDays, perCustomer: roundTo(purchaseDays / cohort.customers, 6) };
  });
