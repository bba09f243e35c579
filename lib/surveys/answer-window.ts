import { fail, ok, type Result } from '../shared/result.ts';
import { type CalendarDate, dateToDay, type Instant } from '../shared/time.ts';
import type { DayOf, DayRange } from './ports.ts';
import type { PublishedSurvey } from './survey.ts';

/** Inclusive business dates; an end that is left out is open. */
export interface Window {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
}

/** Refuses a window that ends before it begins. */
export const checkWindow = ({ from, to }: Window): Result<Window> =>
  from !== undefined && to !== undefined && from > to
    ? fail('invalid_request', {
        errors: [
          { pointer: '?to', code: 'before_from', message: 'The window ends before it begins' },
        ],
      })
    : ok({ from, to });

/** The days of a window in which a survey could be answered: from its publication to its end, or today. */
export const answerDays = (
  survey: PublishedSurvey,
  window: Window,
  dayOf: DayOf,
  now: Instant,
): DayRange => {
  const first = dayOf(survey.publishedAt);
  const last = dayOf(survey.closedAt ?? now);
  return {
    from: Math.max(first, window.from === undefined ? first : dateToDay(window.from)),
    to: Math.min(last, window.to === undefined ? last : dateToDay(window.to)),
  };
};

/** The window of the same length that ends on the day before. */
export const windowBefore = ({ from, to }: DayRange): DayRange => ({
  from: from - (to - from + 1),
  to: from - 1,
});
