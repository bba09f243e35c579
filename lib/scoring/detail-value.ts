import { dayToDate, monthOf } from '../shared/time.ts';
import type { DetailFold, MonthDetail } from './statistics.ts';

/** `margin` where every purchase carries its cost, else `revenue`: both after refunds. */
export type ValueBasis = 'margin' | 'revenue';

export interface PastValue {
  readonly amount: number;
  readonly basis: ValueBasis;
}

const sum = (months: readonly MonthDetail[], field: keyof MonthDetail): number =>
  months.reduce((total, month) => total + month[field], 0);

const basisOf = (months: readonly MonthDetail[]): ValueBasis => {
  const purchases = sum(months, 'purchases');
  return purchases > 0 && sum(months, 'costed') === purchases ? 'margin' : 'revenue';
};

const netValue = (months: readonly MonthDetail[], basis: ValueBasis): PastValue => {
  const revenue = sum(months, 'revenue') - sum(months, 'refunds');
  return { amount: basis === 'margin' ? revenue - sum(months, 'cost') : revenue, basis };
};

/** Everything earned so far, undiscounted. */
export const historicValue = ({ months }: DetailFold): PastValue => {
  const all = Object.values(months);
  return netValue(all, basisOf(all));
};

/** Contribution margin so far and its share of revenue; null unless every purchase carries its cost. */
export const contributionMargin = ({
  months,
}: DetailFold): { amount: number; ratio: number | null } | null => {
  const all = Object.values(months);
  if (basisOf(all) === 'revenue') return null;
  const { amount } = netValue(all, 'margin');
  const revenue = netValue(all, 'revenue').amount;
  return { amount, ratio: revenue > 0 ? amount / revenue : null };
};

const monthsShown = 12;

/** First day of the twelve calendar months that end with the month of the day. */
const windowStart = (day: number): string => {
  const [year = 0, month = 1] = monthOf(day).split('-').map(Number);
  const index = year * 12 + (month - 1) - (monthsShown - 1);
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
};

/**
 * The value of the last twelve calendar months, the running one included: the fold keeps months, so the window starts
 * on the first of a month and is up to a month shorter than a year. It is stated, and never extrapolated to a year.
 */
export const currentValue = (
  { months }: DetailFold,
  day: number,
): PastValue & { readonly from: string; readonly to: string } => {
  const from = windowStart(day);
  const to = dayToDate(day);
  const inWindow = Object.entries(months).flatMap(([month, detail]) =>
    `${month}-01` >= from && `${month}-01` <= to ? [detail] : [],
  );
  return { ...netValue(inWindow, basisOf(Object.values(months))), from, to };
};
