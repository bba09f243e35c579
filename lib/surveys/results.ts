import type { CalendarDate } from '../shared/time.ts';
import {
  type ChoiceResult,
  choiceResult,
  type MatrixResult,
  matrixResult,
  type RankingResult,
  rankingResult,
} from './choice-results.ts';
import type { CountedQuestion } from './counted-question.ts';
import { countsIn, type Histogram, ownCount, type QuestionCounts } from './histogram.ts';
import { type Interval, meanInterval, netPromoterInterval, shareInterval } from './interval.ts';
import { type RatedType, scales } from './question.ts';
import { percentOf, round, roundInterval } from './rounding.ts';

export interface NpsResult {
  readonly type: 'nps';
  readonly n: number;
  readonly nps: number | null;
  readonly promoters: number | null;
  readonly passives: number | null;
  readonly detractors: number | null;
  readonly interval: Interval | null;
}

export interface CsatResult {
  readonly type: 'csat';
  readonly n: number;
  readonly topTwoBox: number | null;
  readonly mean: number | null;
  readonly interval: Interval | null;
}

export interface CesResult {
  readonly type: 'ces';
  readonly n: number;
  readonly mean: number | null;
  readonly interval: Interval | null;
}

export interface NumberResult {
  readonly type: 'number';
  readonly n: number;
  readonly mean: number | null;
  readonly interval: Interval | null;
}

export interface DateResult {
  readonly type: 'date';
  readonly n: number;
  readonly earliest: CalendarDate | null;
  readonly latest: CalendarDate | null;
}

export interface ConsentResult {
  readonly type: 'consent';
  readonly n: number;
  /** Percent of those asked who agreed, with its interval. */
  readonly agreed: number | null;
  readonly interval: Interval | null;
}

export interface TextResult {
  readonly type: 'text';
  readonly n: number;
}

export type QuestionResult =
  | NpsResult
  | CsatResult
  | CesResult
  | NumberResult
  | ChoiceResult
  | RankingResult
  | MatrixResult
  | DateResult
  | ConsentResult
  | TextResult;

const countBetween = (counts: QuestionCounts, low: number, high: number): number =>
  Object.entries(counts.values)
    .filter(([value]) => Number(value) >= low && Number(value) <= high)
    .reduce((sum, [, count]) => sum + count, 0);

/** Size, mean and sum of squares of the ratings on the scale. */
const momentsOf = (type: RatedType, { values }: QuestionCounts) =>
  momentsBetween({ answered: 0, values }, scales[type]);

/** The same of whole numbers that lie on a scale, and of all others together. */
const momentsBetween = (
  counts: QuestionCounts,
  { low, high }: { readonly low: number; readonly high: number },
) => {
  const { numbers = { count: 0, sum: 0, squares: 0 } } = counts;
  const rated = Object.entries(counts.values)
    .map(([value, count]) => ({ value: Number(value), count }))
    .filter(({ value }) => value >= low && value <= high);
  const n = rated.reduce((sum, { count }) => sum + count, numbers.count);
  const total = rated.reduce((sum, { value, count }) => sum + value * count, numbers.sum);
  const squares = rated.reduce(
    (sum, { value, count }) => sum + value * value * count,
    numbers.squares,
  );
  return { n, mean: n === 0 ? 0 : total / n, squares };
};

const npsResult = (counts: QuestionCounts): NpsResult => {
  const promoters = countBetween(counts, 9, 10);
  const passives = countBetween(counts, 7, 8);
  const detractors = countBetween(counts, 0, 6);
  const n = promoters + passives + detractors;
  const percent = (count: number) => percentOf(count, n);
  return {
    type: 'nps',
    n,
    nps: percent(promoters - detractors),
    promoters: percent(promoters),
    passives: percent(passives),
    detractors: percent(detractors),
    interval: n === 0 ? null : roundInterval(netPromoterInterval(promoters, detractors, n)),
  };
};

const csatResult = (counts: QuestionCounts): CsatResult => {
  const { n, mean } = momentsOf('csat', counts);
  const satisfied = countBetween(counts, 4, 5);
  return {
    type: 'csat',
    n,
    topTwoBox: percentOf(satisfied, n),
    mean: n === 0 ? null : round(mean),
    interval: n === 0 ? null : roundInterval(shareInterval(satisfied, n)),
  };
};

const cesResult = (counts: QuestionCounts): CesResult => {
  const moments = momentsOf('ces', counts);
  const { low, high } = scales.ces;
  return {
    type: 'ces',
    n: moments.n,
    mean: moments.n === 0 ? null : round(moments.mean),
    interval: roundInterval(meanInterval(moments, [low, high])),
  };
};

const numberResult = (
  { min, max }: Extract<CountedQuestion, { type: 'number' }>,
  counts: QuestionCounts,
): NumberResult => {
  const moments = momentsBetween(counts, { low: min, high: max });
  return {
    type: 'number',
    n: moments.n,
    mean: moments.n === 0 ? null : round(moments.mean),
    interval: roundInterval(meanInterval(moments, [min, max])),
  };
};

const consentResult = ({ values }: QuestionCounts): ConsentResult => {
  const agreed = ownCount(values, 'true');
  const n = agreed + ownCount(values, 'false');
  return {
    type: 'consent',
    n,
    agreed: percentOf(agreed, n),
    interval: n === 0 ? null : roundInterval(shareInterval(agreed, n)),
  };
};

const resultOf = (question: CountedQuestion, counts: QuestionCounts): QuestionResult => {
  switch (question.type) {
    case 'nps':
      return npsResult(counts);
    case 'csat':
      return csatResult(counts);
    case 'ces':
      return cesResult(counts);
    case 'number':
      return numberResult(question, counts);
    case 'single':
    case 'multi':
      return choiceResult(question.type, question.options, counts);
    case 'ranking':
      return rankingResult(question.options, counts);
    case 'matrix':
      return matrixResult(question, counts);
    case 'date': {
      const { earliest = null, latest = null } = counts.dates ?? {};
      return { type: 'date', n: counts.answered, earliest, latest };
    }
    case 'consent':
      return consentResult(counts);
    case 'text':
      return { type: 'text', n: counts.answered };
  }
};

/**
 * The results of every question, by its id. Where nobody answered, n is 0 and everything else null.
 * One response per invitation counts: histograms of days cannot tell that two invitations of a
 * window went to one customer, so whoever wants the latest only invites once per window.
 */
export const questionResults = (
  questions: readonly CountedQuestion[],
  histogram: Histogram,
): Readonly<Record<string, QuestionResult>> =>
  Object.fromEntries(
    questions.map((question) => [
      question.id,
      resultOf(question, countsIn(histogram, question.id)),
    ]),
  );
