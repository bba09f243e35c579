import { roundTo } from '../scoring/round-to.ts';
import { type Day, dayToDate } from '../shared/time.ts';
import type { ChurnPeriod } from './aggregates.ts';
import { firstDayOf, lastDayOf, type Month, monthOfDay } from './month.ts';
import { type Stay, stayOn } from './stays.ts';
import type { Timeline } from './timeline.ts';

/** A customer with the stays that the definition of churn gives. */
export interface Member {
  readonly timeline: Timeline;
  readonly stays: readonly Stay[];
  /** The tier that the customer had on the landmark; null where there was none. */
  readonly tierAtLandmark: string | null;
}

/** Months of one period. */
export const periodMonths = { month: 1, quarter: 3 } as const;
export type PeriodKind = keyof typeof periodMonths;

/** The latest periods that are kept: five years. */
const monthsKept = 60;
const revenueWindowDays = 365;

interface Period {
  readonly from: Day;
  readonly to: Day;
  /** The last day of it that the data reach. */
  readonly seenTo: Day;
}

/** The rates of each calendar month or quarter from the first customer on, the running one included. */
export const churnPeriods = (
  members: readonly Member[],
  { by, dataEnd }: { readonly by: PeriodKind; readonly dataEnd: Day },
): ChurnPeriod[] => {
  const firstDay = members.reduce(
    (first, { stays }) => Math.min(first, stays[0]?.fromDay ?? first),
    dataEnd + 1,
  );
  const firstLoss = members.reduce(
    (first, { stays: [stay] }) => Math.min(first, stay ? stay.fromDay + stay.graceDays + 1 : first),
    Number.POSITIVE_INFINITY,
  );
  if (firstDay > dataEnd) return [];
  return periodsOf({ firstDay, dataEnd }, periodMonths[by]).map((period) =>
    ratesOf(members, period, firstLoss),
  );
};

const periodsOf = (
  { firstDay, dataEnd }: { readonly firstDay: Day; readonly dataEnd: Day },
  length: number,
): readonly Period[] => {
  const startOf = (month: Month): Month => month - (month % length);
  const last = startOf(monthOfDay(dataEnd));
  const first = Math.max(startOf(monthOfDay(firstDay)), last - monthsKept + length);
  return Array.from({ length: (last - first) / length + 1 }, (_, index) => {
    const month = first + index * length;
    const to = lastDayOf(month + length - 1);
    return { from: firstDayOf(month), to, seenTo: Math.min(to, dataEnd) };
  });
};

/** How one customer passed a period, each a number to be added up: 1 or 0, and amounts. */
const passageOf = ({ timeline, stays }: Member, { from, seenTo }: Period) => {
  const within = (day: Day | undefined) => day !== undefined && day >= from && day <= seenTo;
  const start = Number(stayOn(stays, from - 1) !== undefined);
  const end = Number(stayOn(stays, seenTo) !== undefined);
  const acquired = Number(within(stays[0]?.fromDay));
  const revenueAtStart = start === 1 ? revenueBefore(timeline, from) : 0;
  return {
    start,
    lost: start * (1 - end),
    acquired,
    acquiredAndLost: acquired * (1 - end),
    returned: (1 - start) * (1 - acquired) * end,
    end,
    active: Number(timeline.days.some(({ day }) => within(day))),
    revenueAtStart,
    revenueLost: revenueAtStart * (1 - end),
  };
};

const revenueBefore = ({ days }: Timeline, from: Day): number =>
  days.reduce(
    (sum, { day, amount }) => (day < from && day >= from - revenueWindowDays ? sum + amount : sum),
    0,
  );

/**
 * Churn rate: customers at the start who are lost at the end, over the customers at the start; new ones are in neither
 * (science.md section 6). Retention rate: (E - N - R) / S for the same base, with customers who returned (R) left out
 * like the new ones (N), so that the two rates add up to 1. Null before `firstLoss`, the first day on which anybody
 * could have been lost under the definition.
 */
const ratesOf = (members: readonly Member[], period: Period, firstLoss: Day): ChurnPeriod => {
  const sum = {
    start: 0,
    lost: 0,
    acquired: 0,
    acquiredAndLost: 0,
    returned: 0,
    end: 0,
    active: 0,
    revenueAtStart: 0,
    revenueLost: 0,
  };
  for (const member of members) {
    const passage = passageOf(member, period);
    for (const name of countsOf(sum)) sum[name] += passage[name];
  }
  const known = sum.start > 0 && firstLoss <= period.seenTo;
  const churn = sum.lost / sum.start;
  return {
    from: dayToDate(period.from),
    to: dayToDate(period.to),
    complete: period.seenTo === period.to,
    ...sum,
    churnRate: known ? roundTo(churn, 6) : null,
    retentionRate: known ? roundTo(1 - churn, 6) : null,
    revenueChurnRate:
      known && sum.revenueAtStart > 0 ? roundTo(sum.revenueLost / sum.revenueAtStart, 6) : null,
  };
};

const countsOf = <T extends object>(sum: T): readonly (keyof T)[] =>
  Object.keys(sum) as (keyof T)[]; // The keys of an object literal.
