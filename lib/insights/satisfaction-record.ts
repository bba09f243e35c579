import type { CalendarDate, Instant } from '../shared/time.ts';
import type { EffortAndWaiting } from './effort-waiting.ts';
import type { RecommenderCounts } from './promoters.ts';
import type { SatisfactionDimension } from './satisfaction-answers.ts';
import type { GapMonths, SatisfactionGroup, SatisfactionTables } from './satisfaction-table.ts';

/** As of when and of whom satisfaction was counted. */
export interface SatisfactionHead {
  /** Last business day that counted. */
  readonly dataEnd: CalendarDate;
  /** Inclusive instant up to which arrivals counted. */
  readonly knownAt: Instant;
  readonly policyVersion: number;
  readonly basis: {
    /** Customers whose ledgers were read. */
    readonly customers: number;
    /** Of these, with a score in the time that is kept. */
    readonly answered: number;
    readonly sampled: boolean;
  };
}

export interface SatisfactionTotals extends SatisfactionHead {
  readonly total: SatisfactionGroup;
  readonly gaps: GapMonths[];
  readonly effort: EffortAndWaiting;
}

export interface SatisfactionGroups extends SatisfactionHead {
  readonly groups: SatisfactionGroup[];
}

export interface PromoterCounts extends SatisfactionHead {
  readonly promoters: RecommenderCounts[];
}

/** What a fit says about satisfaction, by the end of its data. */
export interface SatisfactionRecord extends SatisfactionHead {
  readonly tables: SatisfactionTables;
  readonly effort: EffortAndWaiting;
  readonly promoters: RecommenderCounts[];
}

/** Stores it, an item for the whole, each dimension and the promoters; like all insights it gives way only to what knows more. */
export type SaveSatisfaction = (record: SatisfactionRecord) => Promise<void>;

/** The records whose data end last at or before a date; null where there is none. */
export interface SatisfactionReader {
  readonly totals: (asOf: CalendarDate) => Promise<SatisfactionTotals | null>;
  readonly groups: (
    by: SatisfactionDimension,
    asOf: CalendarDate,
  ) => Promise<SatisfactionGroups | null>;
  readonly promoters: (asOf: CalendarDate) => Promise<PromoterCounts | null>;
}
