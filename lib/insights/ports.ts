import type { CalendarDate } from '../shared/time.ts';
import type { InsightKind, InsightRecord, Insights } from './insight-record.ts';

/**
 * Stores what a fit says, a record a kind and end of data. A record gives way only to one that knows as much or more
 * (`knownAt` at least its own): a run about a past date that was queued earlier but ends later takes nothing back.
 */
export type SaveInsights = (insights: Insights) => Promise<void>;

/** The record of a kind whose data end last at or before a date; null where there is none. */
export type LatestInsight = <K extends InsightKind>(
  kind: K,
  asOf: CalendarDate,
) => Promise<InsightRecord<K> | null>;
