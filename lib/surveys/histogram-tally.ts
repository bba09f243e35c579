import type { QuestionTypes } from './counted-question.ts';
import {
  addHistograms,
  type CountedResponse,
  emptyHistogram,
  type Histogram,
  histogramOf,
  type QuestionCounts,
} from './histogram.ts';

interface ValueTally {
  answered: number;
  readonly values: Map<string, number>;
}

/**
 * Adds one response after the other in place: a response counts in as many histograms as there are dimensions, and a
 * new histogram for each would cost more than reading it.
 */
export interface HistogramTally {
  readonly add: (single: Histogram) => void;
  readonly sum: () => Histogram;
}

const isPlain = ({ numbers, places, dates }: QuestionCounts): boolean =>
  numbers === undefined && places === undefined && dates === undefined;

export const histogramTally = (): HistogramTally => {
  const plain = new Map<string, ValueTally>();
  let responses = 0;
  let completed = 0;
  /** Sums of numbers, places and dates. */
  let others = emptyHistogram;
  const addPlain = (id: string, { answered, values }: QuestionCounts): void => {
    const tally = plain.get(id) ?? { answered: 0, values: new Map<string, number>() };
    plain.set(id, tally);
    tally.answered += answered;
    for (const [value, count] of Object.entries(values))
      tally.values.set(value, (tally.values.get(value) ?? 0) + count);
  };
  return {
    add: (single) => {
      responses += single.responses;
      completed += single.completed;
      for (const [id, counts] of Object.entries(single.questions)) {
        if (isPlain(counts)) addPlain(id, counts);
        else others = addHistograms(others, { ...emptyHistogram, questions: { [id]: counts } });
      }
    },
    sum: () =>
      addHistograms(others, {
        responses,
        completed,
        questions: Object.fromEntries(
          [...plain].map(([id, { answered, values }]) => [
            id,
            { answered, values: Object.fromEntries(values) },
          ]),
        ),
      }),
  };
};

/** The counts of a day: of all responses, and by dimension of each group. */
export interface DayCounts {
  readonly total: Histogram;
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, Histogram>>;
}

/** A response with the groups that it counts in, by dimension. */
export interface GroupedResponse extends CountedResponse {
  readonly groups: ReadonlyMap<string, string>;
}

export interface DayTally {
  readonly add: (response: GroupedResponse, types: QuestionTypes) => void;
  readonly sum: () => DayCounts;
}

const tallyIn = <K>(tallies: Map<K, HistogramTally>, key: K): HistogramTally => {
  const tally = tallies.get(key) ?? histogramTally();
  tallies.set(key, tally);
  return tally;
};

/** Counts the responses of one day. */
export const dayTally = (): DayTally => {
  const total = histogramTally();
  const dimensions = new Map<string, Map<string, HistogramTally>>();
  return {
    add: (response, types) => {
      const single = histogramOf(response, types);
      total.add(single);
      for (const [dimension, key] of response.groups) {
        const groups = dimensions.get(dimension) ?? new Map<string, HistogramTally>();
        dimensions.set(dimension, groups);
        tallyIn(groups, key).add(single);
      }
    },
    sum: () => ({
      total: total.sum(),
      groups: new Map(
        [...dimensions].map(([dimension, groups]) => [
          dimension,
          new Map([...groups].map(([key, tally]) => [key, tally.sum()])),
        ]),
      ),
    }),
  };
};
