import { dateToDay, monthOf } from '../shared/time.ts';

/** Calendar months `YYYY-MM`, both included. */
export interface MonthPeriod {
  readonly from: string;
  readonly to: string;
}

const monthIndex = (month: string): number => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return year * 12 + (number - 1);
};

const monthAt = (index: number): string =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;

/** So many calendar months that end with the month of the day. */
export const lastMonths = (day: number, count: number): MonthPeriod => {
  const to = monthOf(day);
  return { from: monthAt(monthIndex(to) - (count - 1)), to };
};

/** Whether months of a fold lie in a period. */
export const isWithin = (month: string, { from, to }: MonthPeriod): boolean =>
  month >= from && month <= to;

/** First day of a month. */
export const firstDayOf = (month: string): number => dateToDay(`${month}-01`);
