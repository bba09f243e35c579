import type { Instant } from '../shared/time.ts';
import { emptyTally, sumTallies, type Tally } from './tally.ts';

/** The checkpoint of one scan segment. */
export interface SegmentProgress {
  readonly runId: string;
  readonly segment: number;
  /** Counts checkpoints; each is written on condition of the one before. */
  readonly sequence: number;
  /** The last customer that was dealt with; null before the first page. */
  readonly after: string | null;
  readonly done: boolean;
  readonly tally: Tally;
  readonly updatedAt: Instant;
}

export const noProgress = (runId: string, segment: number): SegmentProgress => ({
  runId,
  segment,
  sequence: 0,
  after: null,
  done: false,
  tally: emptyTally,
  updatedAt: '',
});

/** The sum over segments in the order of their numbers, so that it is the same whenever it is taken. */
export const totalOf = (segments: readonly SegmentProgress[]): Tally =>
  sumTallies([...segments].sort((a, b) => a.segment - b.segment).map(({ tally }) => tally));

export const lastProgress = (segments: readonly SegmentProgress[]): Instant | null =>
  segments.reduce<Instant | null>(
    (latest, { updatedAt }) => (latest === null || updatedAt > latest ? updatedAt : latest),
    null,
  );
