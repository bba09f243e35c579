import type { Day } from '../shared/time.ts';
import type { Cohort, CohortTable } from './aggregates.ts';
import type { Life } from './life.ts';
import { lastDayOf, type Month, monthName, monthOfDay } from './month.ts';
import { survivalSummary } from './survival-summary.ts';
import type { Timeline } from './timeline.ts';

/** Cohorts that are kept, the latest; older ones are added up. Five years of both axes stay under DynamoDB's 400 kB. */
export const cohortsMax = 60;

/** A customer with the length of life that is known of it. */
export interface CohortMember {
  readonly timeline: Timeline;
  readonly life: Life | null;
}

/**
 * Cohorts by the calendar month of the first purchase (business days). The denominator of a cohort is fixed: everybody
 * who began in that month.
 */
export const cohortTable = (members: readonly CohortMember[], dataEnd: Day): CohortTable => {
  const lastMonth = monthOfDay(dataEnd);
  const buyers = members.filter(({ timeline }) => timeline.days.length > 0);
  const byMonth = Map.groupBy(buyers, ({ timeline }) => monthOfDay(timeline.days[0]?.day ?? 0));
  const months = [...byMonth.keys()].sort((a, b) => a - b);
  const from = lastMonth - cohortsMax + 1;
  return {
    lastMonth: months.length === 0 ? null : monthName(lastMonth),
    lastMonthComplete: dataEnd === lastDayOf(lastMonth),
    cohorts: months
      .filter((month) => month >= from)
      .map((month) => cohortOf(byMonth.get(month) ?? [], { month, lastMonth })),
    earlier: totalsOf(
      months.filter((month) => month < from).flatMap((month) => byMonth.get(month) ?? []),
    ),
  };
};

const cohortOf = (
  members: readonly CohortMember[],
  { month, lastMonth }: { readonly month: Month; readonly lastMonth: Month },
): Cohort => {
  const none = () => Array.from({ length: lastMonth - month + 1 }, () => 0);
  const cells = { active: none(), purchaseDays: none(), revenue: none(), lastSeen: none() };
  for (const { timeline } of members) {
    const offsets = timeline.days.map(({ day }) => monthOfDay(day) - month);
    for (const offset of new Set(offsets)) add(cells.active, offset, 1);
    add(cells.lastSeen, offsets.at(-1) ?? 0, 1);
    for (const [index, { amount }] of timeline.days.entries()) {
      add(cells.purchaseDays, offsets[index] ?? 0, 1);
      add(cells.revenue, offsets[index] ?? 0, amount);
    }
  }
  const lives = members.flatMap(({ life }) => life ?? []);
  return {
    month: monthName(month),
    customers: members.length,
    active: cells.active,
    activeOrAfter: sumFromHere(cells.lastSeen),
    purchaseDays: cells.purchaseDays,
    revenue: cells.revenue,
    lifetime: survivalSummary(lives),
  };
};

const add = (cells: number[], offset: number, value: number): void => {
  cells[offset] = (cells[offset] ?? 0) + value;
};

/** Who was last seen in a month was active in it or after for every month up to it. */
const sumFromHere = (lastSeen: readonly number[]): number[] => {
  let sum = 0;
  return lastSeen
    .toReversed()
    .map((count) => {
      sum += count;
      return sum;
    })
    .reverse();
};

const totalsOf = (members: readonly CohortMember[]): CohortTable['earlier'] => ({
  customers: members.length,
  purchaseDays: members.reduce((sum, { timeline }) => sum + timeline.days.length, 0),
  revenue: members.reduce(
    (sum, { timeline }) => timeline.days.reduce((part, { amount }) => part + amount, sum),
    0,
  ),
});
