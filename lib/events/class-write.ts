import type { Classes } from '../scoring/classes.ts';
import type { ClassChange, ScoreRecord } from '../scoring/score-record.ts';
import type { Day, Instant } from '../shared/time.ts';

/** What a classification says: the classes of the day, and the first day on which they change by themselves. */
export interface Classified {
  readonly classes: Classes;
  readonly nextChangeDay: Day | null;
}

/** Classes to be stored, on condition that the record is still the one that was read. */
export interface ClassWrite extends Classified {
  readonly record: ScoreRecord;
  readonly at: Instant;
  /** The run that found the change, absent when intake did. */
  readonly runId?: string;
}

const announced = ['tier', 'stage', 'activity', 'risk'] as const;

/** The announced classes that differ, `[from, to]` each. The value bucket moves without a message. */
export const classChange = (from: Classes, to: Classes): ClassChange =>
  Object.fromEntries(
    announced
      .filter((name) => from[name] !== to[name])
      .map((name) => [name, [from[name], to[name]] as const]),
  );

/**
 * Whether a classification is worth a write. A later next change day alone is not: the stored day
 * is a lower bound, and most purchases only move it away.
 */
export const isWorthWriting = (record: ScoreRecord, next: Classified): boolean =>
  Object.keys(classChange(record.classes, next.classes)).length > 0 ||
  record.classes.bucket !== next.classes.bucket ||
  (next.nextChangeDay !== null &&
    (record.nextChangeDay === null || next.nextChangeDay < record.nextChangeDay));
