import type { Classes } from '../scoring/classes.ts';
import type { ClassChange, ScoreRecord } from '../scoring/score-record.ts';
import type { Statistics } from '../scoring/statistics.ts';
import type { Day, Instant } from '../shared/time.ts';

export interface ScanPage {
  readonly records: readonly ScoreRecord[];
  /** Where the next page starts, null at the end of the segment. */
  readonly next: string | null;
}

/** Reads one page of a parallel-scan segment of all score records. */
export type ScanScores = (page: {
  readonly segment: number;
  readonly total: number;
  readonly after: string | null;
  readonly limit: number;
}) => Promise<ScanPage>;

/** New classes of one customer, written only while the record has not been written since it was read. */
export interface ClassWrite {
  readonly record: ScoreRecord;
  readonly classes: Classes;
  readonly nextChangeDay: Day | null;
  /** Empty when only the value bucket moved: that is no change that anybody is told about. */
  readonly changes: ClassChange;
}

/** `overtaken`: the record was written meanwhile; `record` is what stands there now (null: gone). */
export type ClassWriteOutcome =
  | { readonly written: true }
  | { readonly written: false; readonly record: ScoreRecord | null };

/** Writes classes stamped with the run, many at once; outcomes in the order of the writes. */
export type WriteClasses = (
  writes: readonly ClassWrite[],
  stamp: { readonly runId: string; readonly at: Instant },
) => Promise<readonly ClassWriteOutcome[]>;

/** Folds a ledger as of the end of a day, with what had arrived by an instant. */
export type FoldAsOf = (
  customerId: string,
  asOf: { readonly asOfDay: Day; readonly knownAt: Instant },
) => Promise<Statistics>;

/** Folds the ledger of a customer whose statistics wait for it, and stores them; null where the customer is gone. */
export type RefoldCustomer = (customerId: string) => Promise<ScoreRecord | null>;
