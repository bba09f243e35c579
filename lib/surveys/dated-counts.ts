import type { Day } from '../shared/time.ts';
import {
  addHistograms,
  countsIn,
  emptyHistogram,
  type Histogram,
  type QuestionCounts,
} from './histogram.ts';

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
  /** Whether a histogram of chosen measures has this one, be it with no answers. */
  readonly isIn: (histogram: Histogram) => boolean;
  /** The first histogram with what the second one has of this measure. */
  readonly replace: (histogram: Histogram, by: Histogram) => Histogram;
}

/** Completed responses. */
export const responsesMeasure: Measure = {
  count: ({ completed }) => completed,
  only: ({ completed }) => ({ responses: completed, completed, questions: {} }),
  isIn: ({ completed }) => completed > 0,
  replace: (histogram, { completed }) => ({ ...histogram, responses: completed, completed }),
};

/** The first and the last date given are single answers. */
const withoutDates = ({ dates, ...shown }: QuestionCounts): QuestionCounts => shown;

export const questionMeasure = (id: string): Measure => ({
  count: (histogram) => countsIn(histogram, id).answered,
  only: (histogram) => ({
    ...emptyHistogram,
    questions: Object.hasOwn(histogram.questions, id)
      ? { [id]: withoutDates(countsIn(histogram, id)) }
      : {},
  }),
  isIn: ({ questions }) => Object.hasOwn(questions, id),
  replace: (histogram, by) => ({
    ...histogram,
    questions: { ...histogram.questions, [id]: withoutDates(countsIn(by, id)) },
  }),
});

/** Completed responses and every question: each is shielded by itself. */
export const measuresOf = (questionIds: readonly string[]): readonly Measure[] => [
  responsesMeasure,
  ...questionIds.map(questionMeasure),
];
