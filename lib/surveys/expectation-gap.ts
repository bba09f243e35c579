import type { Day, Instant } from '../shared/time.ts';
import type { QuestionCounts } from './histogram.ts';
import { type Interval, studentQuantile } from './interval.ts';
import type { Question } from './question.ts';
import { percentOf, round, roundInterval } from './rounding.ts';

/** An expectation and the experience are a pair up to so many days apart. */
export const gapDaysMax = 90;
/** The hidden field that says which order a response is about; it counts where it is trusted. */
export const orderField = 'orderId';

/** A question that is one half of a pair. */
export interface GapQuestion {
  readonly id: string;
  readonly aspect: string;
  readonly moment: 'before' | 'after';
}

/** One half that was answered. */
export interface GapAnswer extends Omit<GapQuestion, 'id'> {
  /** Whose it is: a customer, or of an anonymous survey the response alone. */
  readonly customer: string;
  readonly order: string | null;
  readonly responseId: string;
  readonly at: Instant;
  readonly day: Day;
  readonly value: number;
}

/** An experience with the expectation before it, on the day of the experience. */
export interface GapPair {
  readonly aspect: string;
  readonly day: Day;
  readonly difference: number;
  readonly after: GapAnswer;
}

export const gapQuestions = (questions: readonly Question[]): readonly GapQuestion[] =>
  questions.flatMap((question) =>
    question.type === 'csat' && question.gap ? [{ id: question.id, ...question.gap }] : [],
  );

const isPair = (before: GapAnswer, after: GapAnswer): boolean => {
  if (before.responseId === after.responseId) return true;
  if (before.at > after.at || after.day - before.day > gapDaysMax) return false;
  return before.order === null || after.order === null || before.order === after.order;
};

/** Prefers the same response, then the same order, then the latest expectation. */
const rankOf = (before: GapAnswer, after: GapAnswer): number => {
  if (before.responseId === after.responseId) return 2;
  return before.order !== null && before.order === after.order ? 1 : 0;
};

const nearest = (befores: readonly GapAnswer[], after: GapAnswer): GapAnswer | undefined =>
  befores
    .filter((before) => isPair(before, after))
    .sort((a, b) => rankOf(b, after) - rankOf(a, after) || (a.at > b.at ? -1 : 1))[0];

/** The pairs of one customer and aspect; an expectation is used once. */
const pairsOf = (answers: readonly GapAnswer[]): readonly GapPair[] => {
  const free = new Set(answers.filter(({ moment }) => moment === 'before'));
  return answers
    .filter(({ moment }) => moment === 'after')
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .flatMap((after) => {
      const before = nearest([...free], after);
      if (before === undefined) return [];
      free.delete(before);
      return [
        { aspect: after.aspect, day: after.day, difference: after.value - before.value, after },
      ];
    });
};

/** Before and after of the same aspect, by customer and order, or the nearest before within 90 days. */
export const gapPairs = (answers: readonly GapAnswer[]): readonly GapPair[] =>
  [...Map.groupBy(answers, ({ customer, aspect }) => `${aspect} ${customer}`).values()].flatMap(
    pairsOf,
  );

/** Pairs as counts: how often each difference of two ratings came. */
export const gapCounts = (pairs: readonly GapPair[]): QuestionCounts => {
  const values: Record<string, number> = {};
  for (const { difference } of pairs) values[difference] = (values[difference] ?? 0) + 1;
  return { answered: pairs.length, values };
};

export interface ExpectationGap {
  readonly aspect: string;
  /** Pairs. */
  readonly n: number;
  /** Mean of after − before, −4 to 4: below 0 fell short. */
  readonly mean: number | null;
  readonly interval: Interval | null;
  /** Mean over the standard deviation of the differences. */
  readonly effectSize: number | null;
  readonly fellShort: number | null;
  readonly met: number | null;
  readonly surpassed: number | null;
}

/** Differences of two ratings of 1 to 5. */
const scale: Interval = [-4, 4];

/**
 * The gap of one aspect with the interval of the paired t test and Cohen's dz (Statistical Power Analysis, 2nd ed.
 * (1988), 2.3.5). Experience against expectation is disconfirmation (Oliver, Journal of Marketing Research 17 (1980)
 * 460-469): negative where it fell short.
 */
export const expectationGap = (aspect: string, { values }: QuestionCounts): ExpectationGap => {
  const rows = Object.entries(values).map(([value, count]) => ({ value: Number(value), count }));
  const sum = (of: (value: number) => number) =>
    rows.reduce((total, { value, count }) => total + of(value) * count, 0);
  const n = sum(() => 1);
  const mean = sum((value) => value) / n;
  const deviation = n < 2 ? 0 : Math.sqrt(sum((value) => (value - mean) ** 2) / (n - 1));
  const half = n < 2 ? 0 : (studentQuantile(n - 1) * deviation) / Math.sqrt(n);
  return {
    aspect,
    n,
    mean: n === 0 ? null : round(mean),
    interval:
      n < 2
        ? null
        : roundInterval([Math.max(scale[0], mean - half), Math.min(scale[1], mean + half)]),
    effectSize: deviation > 0 ? round(mean / deviation) : null,
    fellShort: percentOf(
      sum((value) => (value < 0 ? 1 : 0)),
      n,
    ),
    met: percentOf(
      sum((value) => (value === 0 ? 1 : 0)),
      n,
    ),
    surpassed: percentOf(
      sum((value) => (value > 0 ? 1 : 0)),
      n,
    ),
  };
};
