import { beforeFrom } from '../shared/before-from.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type CalendarDate, dateToDay, type Instant } from '../shared/time.ts';
import { heldDays } from './abuse/held-response.ts';
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
    ? fail('invalid_request', { errors: [beforeFrom] })
    : ok({ from, to });

/**
 * The days of a window on which a response may count: from the survey's publication to today, or so long
 * after its end as one can wait in quarantine.
 */
export const answerDays = (
  survey: PublishedSurvey,
  window: Window,
  dayOf: DayOf,
  now: Instant,
): DayRange => {
  const first = dayOf(survey.publishedAt);
  const today = dayOf(now);
  const last =
    survey.closedAt === null ? today : Math.min(today, dayOf(survey.closedAt) + heldDays);
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
