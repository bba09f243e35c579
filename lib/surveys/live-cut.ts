import type { Measure } from './dated-counts.ts';
import { emptyHistogram, type Histogram } from './histogram.ts';

/**
 * What has been shown of a day before it was over, each measure by itself: the counts of the day when a block of the
 * measure ended on it. Once shown they are kept, so that whatever is asked later is made of the same blocks.
 */
export interface LiveCut {
  /** From 1; each cut of the day replaces the one before. */
  readonly number: number;
  /** Up to the last block that was made of this day alone, while the day before could still change. */
  readonly apart: Histogram;
  /** Up to the end of the first block that takes in what was left of the days before. */
  readonly first: Histogram;
  /** Up to the end of the last block. */
  readonly last: Histogram;
}

export const noCut: LiveCut = {
  number: 0,
  apart: emptyHistogram,
  first: emptyHistogram,
  last: emptyHistogram,
};

/** All that has been shown of one measure of the day. */
export const shownIn = (cut: LiveCut, measure: Measure): Histogram =>
  measure.only(measure.isIn(cut.last) ? cut.last : cut.apart);
