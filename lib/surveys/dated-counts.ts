import type { Day } from '../shared/time.ts';
import { addHistograms, emptyHistogram, type Histogram } from './histogram.ts';

/** Counts with the day that they stand at: of a day, or of a block of days (then its middle). */
export interface DatedCounts {
  readonly day: Day;
  readonly histogram: Histogram;
}

/** Counts of groups by their keys. */
export type GroupCounts = ReadonlyMap<string, Histogram>;

export const sumOf = (counts: readonly DatedCounts[]): Histogram =>
  counts.map(({ histogram }) => histogram).reduce(addHistograms, emptyHistogram);

/** What answers and answerers are counted by: all responses, or one question. */
export interface Measure {
  /** How many responses, or answers to the question, there are. */
  readonly count: (histogram: Histogram) => number;
  /** The histogram without everything else. */
  readonly only: (histogram: Histogram) => Histogram;
}

const responses: Measure = {
  count: ({ completed }) => completed,
  only: ({ completed }) => ({ responses: completed, completed, questions: {} }),
};

const question = (id: string): Measure => ({
  count: ({ questions }) => questions[id]?.answered ?? 0,
  only: ({ questions }) => {
    const counts = questions[id];
    if (counts === undefined) return emptyHistogram;
    // The first and the last date given are single answers.
    const { dates, ...shown } = counts;
    return { ...emptyHistogram, questions: { [id]: shown } };
  },
});

/** Completed responses and every question: each is shielded by itself. */
export const measuresOf = (questionIds: readonly string[]): readonly Measure[] => [
  responses,
  ...questionIds.map(question),
];
