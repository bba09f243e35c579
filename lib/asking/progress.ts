import type { Instant } from '../shared/time.ts';
import type { SkipReason } from './recipient.ts';
import type { Occurrence, WaveDefinition } from './wave.ts';

/** What a wave has come to, over all occurrences. */
export interface WaveCounts {
  /** Customers that were looked at. */
  readonly considered: number;
  /** Of the drawn (of all, for a sample of fixed size): in the audience, and may be asked. */
  readonly eligible: number;
  /** Drawn, and in the audience. */
  readonly sampled: number;
  readonly planned: number;
  readonly sent: number;
  readonly reminded: number;
  readonly answered: number;
  readonly failed: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Left out after they were planned: part of `skipped`. */
  readonly dropped: number;
}

export const noCounts: WaveCounts = {
  considered: 0,
  eligible: 0,
  sampled: 0,
  planned: 0,
  sent: 0,
  reminded: 0,
  answered: 0,
  failed: 0,
  skipped: {},
  dropped: 0,
};

export type CountName = Exclude<keyof WaveCounts, 'skipped'>;

/** What one step adds. */
export type CountChange = Partial<Record<CountName, number>> & {
  readonly skipped?: Readonly<Partial<Record<SkipReason, number>>>;
};

/** Where the selection of the latest occurrence stands. `choosing`: candidates become recipients. */
export interface Progress {
  readonly waveId: string;
  readonly occurrence: Occurrence;
  /** Counts the checkpoints: each is written on condition of the one before. */
  readonly sequence: number;
  readonly phase: 'selecting' | 'choosing' | 'done';
  /** The place in the list of customers up to which everybody was looked at. */
  readonly position: string | null;
  /** Of a sample of fixed size: those with the smallest draws so far. */
  readonly candidates: readonly string[];
  /** The wave as it was when the occurrence began: a change waits for the next. */
  readonly definition: WaveDefinition | null;
  readonly startedAt: Instant;
}

/** Those that wait to be asked. */
export const dueCount = ({ planned, sent, dropped }: WaveCounts): number =>
  Math.max(0, planned - sent - dropped);
