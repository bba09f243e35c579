import { dayToDate } from '../shared/time.ts';
import { firstDayOf, isWithin, lastMonths, type MonthPeriod } from './months.ts';
import type { DetailFold, MonthDetail } from './statistics.ts';

/** `margin` where every purchase carries its cost, else `revenue`: both after refunds. */
export type ValueBasis = 'margin' | 'revenue';

export interface PastValue {
  readonly amount: number;
  readonly basis: ValueBasis;
}

type Months = Pick<DetailFold, 'months'>;

/** Sum of one field over months. */
export const sumMonths = (months: readonly MonthDetail[], field: keyof MonthDetail): number =>
  months.reduce((total, month) => total + month[field], 0);

/** Revenue after refunds. */
export const netRevenue = (months: readonly MonthDetail[]): number =>
  sumMonths(months, 'revenue') - sumMonths(months, 'refunds');

/** The months of a fold that lie in a period. */
export const monthsIn = ({ months }: Months, period: MonthPeriod): readonly MonthDetail[] =>
  Object.entries(months).flatMap(([month, detail]) => (isWithin(month, period) ? [detail] : []));

const basisOf = (months: readonly MonthDetail[]): ValueBasis => {
  const purchases = sumMonths(months, 'purchases');
  return purchases > 0 && sumMonths(months, 'costed') === purchases ? 'margin' : 'revenue';
};

const netValue = (months: readonly MonthDetail[], basis: ValueBasis): PastValue => {
  const revenue = netRevenue(months);
  return { amount: basis === 'margin' ? revenue - sumMonths(months, 'cost') : revenue, basis };
};

/** Everything earned so far, undiscounted. */
export const historicValue = ({ months }: Months): PastValue => {
  const all = Object.values(months);
  return netValue(all, basisOf(all));
};

/** The year that current value and wallet share look at: twelve calendar months, the running one included. */
export const yearUpTo = (day: number): MonthPeriod => lastMonths(day, 12);

/**
 * The value of the last twelve calendar months, the running one included: the fold keeps months, so the window starts
 * on the first of a month and is up to a month shorter than a year. It is stated, and never extrapolated to a year.
 */
export const currentValue = (
  detail: Months,
  day: number,
): PastValue & { readonly from: string; readonly to: string } => {
  const period = yearUpTo(day);
  const basis = basisOf(Object.values(detail.months));
  const from = dayToDate(firstDayOf(period.from));
  return { ...netValue(monthsIn(detail, period), basis), from, to: dayToDate(day) };
};

/** Current value per day since the window began or, later, since the first purchase: no change of behaviour assumed. */
export const dailyRunRate = (detail: Months, firstDay: number, day: number): number => {
  const start = Math.max(firstDayOf(yearUpTo(day).from), firstDay);
  return currentValue(detail, day).amount / Math.max(1, day - start + 1);
};
