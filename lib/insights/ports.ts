import type { CalendarDate } from '../shared/time.ts';
import type { ChurnInsights, CohortInsights, Insights } from './insight-record.ts';

/**
 * Stores what a fit says, a record for cohorts and one for churn under the end of its data. A record gives way only to
 * one that knows as much or more (`knownAt` at least its own): a run about a past date that began earlier but ends
 * later takes nothing back.
 */
export type SaveInsights = (insights: Insights) => Promise<void>;

/**
 * The records whose data end last at or before a date; null where there is none. The one of the day before goes first
 * where a newer policy made it: a fit with data of today is followed by nights whose data end yesterday, and a change
 * of the settings is to show at once. Older records never do, however new the policy: their data would be too old.
 */
export interface InsightReader {
  readonly cohorts: (asOf: CalendarDate) => Promise<CohortInsights | null>;
  readonly churn: (asOf: CalendarDate) => Promise<ChurnInsights | null>;
}
