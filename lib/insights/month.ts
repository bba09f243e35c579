import { type CalendarDate, type Day, dateToDay, dayToDate } from '../shared/time.ts';

/** Calendar months counted through the years (12 a year), so that their distance is a subtraction. */
export type Month = number;

const monthsPerYear = 12;

export const monthOfDay = (day: Day): Month => monthOfName(dayToDate(day));

/** From `YYYY-MM`, with or without a day behind it. */
export const monthOfName = (name: string): Month =>
  Number(name.slice(0, 4)) * monthsPerYear + Number(name.slice(5, 7)) - 1;

/** `YYYY-MM`. */
export const monthName = (month: Month): string => firstDate(month).slice(0, 7);

export const firstDayOf = (month: Month): Day => dateToDay(firstDate(month));

export const lastDayOf = (month: Month): Day => firstDayOf(month + 1) - 1;

const firstDate = (month: Month): CalendarDate => {
  const year = String(Math.floor(month / monthsPerYear)).padStart(4, '0');
  return `${year}-${String((month % monthsPerYear) + 1).padStart(2, '0')}-01`;
};
