import type { Instant } from '../shared/time.ts';
import type { Classes } from './classes.ts';
import type { Statistics } from './statistics.ts';

export type CustomerStatus = 'live' | 'merged' | 'erased';

/** Which classes changed in the last change, `[from, to]` each. */
export type ClassChange = Readonly<
  Partial<Record<'tier' | 'stage' | 'activity' | 'risk', readonly [string | null, string | null]>>
>;

/** The compact record of one customer: what the night classifies by, and the stored classes. */
export interface ScoreRecord {
  readonly customerId: string;
  readonly status: CustomerStatus;
  /** Counts every write of the item; a fold or classification is written only while it is unchanged. */
  readonly writes: number;
  /** Something that does not commute was recorded: the statistics wait for a fold over the ledger. */
  readonly dirty: boolean;
  /** False while refunds wait for purchases: the next purchase is then folded instead of added. */
  readonly commutes: boolean;
  readonly statistics: Statistics;
  readonly classes: Classes;
  /** Number of class changes so far; the next change takes the next number. */
  readonly changeSeq: number;
  /** The run that wrote the last class change, so that a lost reply is recognised. */
  readonly lastChange?: {
    readonly seq: number;
    readonly at: Instant;
    readonly runId?: string;
    readonly changes: ClassChange;
  };
  /** First day on which a class changes if nothing happens, null when none is in sight. */
  readonly nextChangeDay: number | null;
}
