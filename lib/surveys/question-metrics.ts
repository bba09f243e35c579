import type { CountedQuestion } from './counted-question.ts';
import { type DatedCounts, sumOf } from './dated-counts.ts';
import { countsIn, type QuestionCounts } from './histogram.ts';
import { type Interval, meanInterval, shareInterval } from './interval.ts';
import {
  easyFrom,
  hitsFrom,
  type MetricQuestion,
  metricMoments,
  metricQuestion,
  satisfiedFrom,
  unitOf,
} from './metric-counts.ts';
import { scales } from './question.ts';
import { type QuestionResult, questionResults } from './results.ts';
import { percentOf, roundInterval } from './rounding.ts';
import { meanTrend, shareTrend, type Trend, type TrendGap } from './trend.ts';
import { type Change, changeOfMean, changeOfShare } from './window-change.ts';

/** A net promoter score of fewer answers says little, and is shown with a flag. */
const npsAnswersMin = 30;

/** What the questions with a metric have besides their figures. */
export interface MetricExtras {
  readonly trend: Trend | null;
  /** Why there is no trend. */
  readonly noTrend: TrendGap | null;
  /** Against the window before; absent unless asked for. */
  readonly change?: Change | null;
}

type Plain<T extends QuestionResult['type']> = Extract<QuestionResult, { type: T }>;
export type MetricResult =
  | (Plain<'nps'> & MetricExtras & { readonly fewAnswers: boolean })
  | (Plain<'csat'> & MetricExtras & { readonly meanInterval: Interval | null })
  | (Plain<'ces'> &
      MetricExtras & { readonly easy: number | null; readonly easyInterval: Interval | null })
  | (Plain<'number'> & MetricExtras);

export type MeasuredResult =
  | MetricResult
  | Exclude<QuestionResult, { readonly type: MetricResult['type'] }>;

/** The counts of a window, and of the one before it where they are to be compared. */
export interface Asked {
  readonly counts: readonly DatedCounts[];
  readonly before?: readonly DatedCounts[] | undefined;
}

const trendOf = (question: MetricQuestion, counts: readonly DatedCounts[]): Trend | TrendGap => {
  const points = counts.flatMap(({ day, histogram }) => {
    const found = countsIn(histogram, question.id);
    const moments = metricMoments(question, found);
    return moments.n === 0 ? [] : [{ day, ...moments, hits: hitsFrom(satisfiedFrom, found) }];
  });
  return question.type === 'csat' ? shareTrend(points) : meanTrend(points, unitOf(question.type));
};

const changeOf = (
  question: MetricQuestion,
  now: QuestionCounts,
  before: QuestionCounts,
): Change | null => {
  const moments = [metricMoments(question, now), metricMoments(question, before)] as const;
  if (question.type !== 'csat') return changeOfMean(...moments, unitOf(question.type));
  return changeOfShare(
    { hits: hitsFrom(satisfiedFrom, now), n: moments[0].n },
    { hits: hitsFrom(satisfiedFrom, before), n: moments[1].n },
  );
};

const extrasOf = (question: MetricQuestion, { counts, before }: Asked): MetricExtras => {
  const trend = trendOf(question, counts);
  const { id } = question;
  return {
    trend: typeof trend === 'string' ? null : trend,
    noTrend: typeof trend === 'string' ? trend : null,
    ...(before && {
      change: changeOf(question, countsIn(sumOf(counts), id), countsIn(sumOf(before), id)),
    }),
  };
};

/** A result with what its metric has besides; others stay as they are. */
const measured = (
  result: QuestionResult,
  { now, extras }: { readonly now: QuestionCounts; readonly extras: () => MetricExtras },
): MeasuredResult => {
  switch (result.type) {
    case 'nps':
      return { ...result, ...extras(), fewAnswers: result.n < npsAnswersMin };
    case 'csat':
      return { ...result, ...extras(), meanInterval: satisfactionInterval(now) };
    case 'ces':
      return { ...result, ...extras(), ...easeOf(now, result.n) };
    case 'number':
      return { ...result, ...extras() };
    default:
      return result;
  }
};

const satisfactionInterval = (now: QuestionCounts): Interval | null => {
  const { n, sum, squares } = metricMoments({ id: '', type: 'csat' }, now);
  const { low, high } = scales.csat;
  return n === 0 ? null : roundInterval(meanInterval({ n, mean: sum / n, squares }, [low, high]));
};

const easeOf = (now: QuestionCounts, n: number) => {
  const easy = hitsFrom(easyFrom, now);
  const easyInterval = n === 0 ? null : roundInterval(shareInterval(easy, n));
  return { easy: percentOf(easy, n), easyInterval };
};

const noExtras: MetricExtras = { trend: null, noTrend: null };

/** The results of every question, those with a metric with interval, trend and change. */
export const measuredResults = (
  questions: readonly CountedQuestion[],
  asked: Asked,
): Readonly<Record<string, MeasuredResult>> => {
  const total = sumOf(asked.counts);
  const results = questionResults(questions, total);
  return Object.fromEntries(
    questions.flatMap((question) => {
      const result = results[question.id];
      if (result === undefined) return [];
      const metric = metricQuestion(question);
      const extras = () => (metric ? extrasOf(metric, asked) : noExtras);
      return [[question.id, measured(result, { now: countsIn(total, question.id), extras })]];
    }),
  );
};
