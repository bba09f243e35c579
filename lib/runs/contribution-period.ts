import { yearUpTo } from '../scoring/detail-value.ts';
import { firstDayOf, lastMonths, type MonthPeriod } from '../scoring/months.ts';
import { beforeFrom } from '../shared/before-from.ts';
import type { InputError } from '../shared/failure.ts';
import { type Day, monthOf } from '../shared/time.ts';

/** Months `YYYY-MM` that contribution and mutual value are asked for. */
export interface PeriodQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const monthsByDefault = 12;

/** The months that are meant: up to the month of the day, and twelve of them, where an end is left out. */
export const periodOf = ({ from, to }: PeriodQuery, day: Day): MonthPeriod => {
  const last = to ?? monthOf(day);
  const twelve = to === undefined ? yearUpTo(day) : lastMonths(firstDayOf(to), monthsByDefault);
  return { from: from ?? twelve.from, to: last };
};

/** What is wrong with a period, as of a day. */
export const periodErrors = (query: PeriodQuery, day: Day): readonly InputError[] => {
  const thisMonth = monthOf(day);
  const late = (['from', 'to'] as const).filter((name) => (query[name] ?? thisMonth) > thisMonth);
  if (late.length > 0)
    return late.map((name) => ({
      pointer: `?${name}`,
      code: 'in_the_future',
      message: `${name} must not lie behind the month of the as-of date`,
    }));
  const { from, to } = periodOf(query, day);
  return from <= to ? [] : [beforeFrom];
};
