import type { Day, Instant } from '../shared/time.ts';
import { answerDays } from '../surveys/answer-window.ts';
import { shieldMinimum } from '../surveys/blocks-of-days.ts';
import { settledDay } from '../surveys/count-window.ts';
import type { DayOf, DayRange } from '../surveys/ports.ts';
import type { PublishedSurvey } from '../surveys/survey.ts';

/** Day 0 (1 January 1970) was a Thursday: weeks begin on Mondays. */
const mondayShift = 3;
const daysOfWeek = 7;

/** The number of a week, Monday to Sunday. */
export const weekOf = (day: Day): number => Math.floor((day + mondayShift) / daysOfWeek);
const firstDayOf = (week: number): Day => week * daysOfWeek - mondayShift;

/** What was read of a shielded survey: `cutAt` is the day at which a bounded reading ended, whose week is not whole. */
interface ShieldedReading {
  readonly survey: PublishedSurvey;
  readonly days: DayRange;
  readonly cutAt: Day | null;
  readonly now: Instant;
  readonly dayOf: DayOf;
}

/**
 * What of shielded answers (confidential, anonymous) may count: whole weeks inside the window that can no longer
 * change and have at least five responses, of however many items each. Two windows, and two moments, then differ by
 * five responses or by none, so that no difference of two figures is a single person's. The weeks in which a survey
 * began and was closed are whole ones.
 */
export const wholeWeeks = <T extends { readonly day: Day; readonly responseId: string }>(
  items: readonly T[],
  { survey, days, cutAt, now, dayOf }: ShieldedReading,
): readonly T[] => {
  const settled = settledDay(survey, dayOf, now);
  const all = answerDays(survey, {}, dayOf, now);
  const from = days.from <= all.from ? Number.NEGATIVE_INFINITY : days.from;
  const to = days.to >= all.to ? Number.POSITIVE_INFINITY : days.to;
  return [...Map.groupBy(items, ({ day }) => weekOf(day))].flatMap(([week, inWeek]) => {
    const first = firstDayOf(week);
    const last = first + daysOfWeek - 1;
    const isInside = first >= from && last <= to && last <= settled;
    const isWhole = cutAt === null || cutAt < first;
    const people = new Set(inWeek.map(({ responseId }) => responseId)).size;
    return isInside && isWhole && people >= shieldMinimum ? inWeek : [];
  });
};
