import type { ClassWrite } from '../events/class-write.ts';
import type { LedgerEvent } from '../events/ledger-event.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
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

/** Refused where the record was written meanwhile: then `record` is what stands there now (null: gone). */
export type ClassWriteOutcome =
  | { readonly written: true }
  | { readonly written: false; readonly record: ScoreRecord | null };

/** Writes classes, many at once, each only while its record is unchanged; outcomes in the order of the writes. */
export type WriteClassBatch = (
  writes: readonly ClassWrite[],
) => Promise<readonly ClassWriteOutcome[]>;

/** The whole ledger of a customer, in any order. */
export type ReadLedger = (customerId: string) => Promise<readonly LedgerEvent[]>;

/** Folds a ledger as of the end of a day, with what had arrived by an instant. */
export type FoldAsOf = (
  customerId: string,
  asOf: { readonly asOfDay: Day; readonly knownAt: Instant },
) => Promise<Statistics>;

/** Folds the ledger of a customer whose statistics wait for it, and stores them; null where the customer is gone. */
export type RefoldCustomer = (customerId: string) => Promise<ScoreRecord | null>;

/**
 * Folds the whole ledger of a customer and compares it with what is stored; null where the customer
 * is gone. With `repair` a difference is written.
 */
export type RebuildCustomer = (
  customerId: string,
  options: { readonly repair: boolean },
) => Promise<{
  readonly record: ScoreRecord;
  readonly differs: boolean;
  readonly repaired: boolean;
} | null>;
