import type { CountedQuestion } from './counted-question.ts';
import type { QuestionCounts } from './histogram.ts';
import { type RatedType, scales } from './question.ts';
import type { Moments } from './window-change.ts';

/** A question whose answers are numbers with a metric. */
export type MetricQuestion =
  | { readonly id: string; readonly type: RatedType }
  | { readonly id: string; readonly type: 'number'; readonly min: number; readonly max: number };

/** The question as one with a metric; null where it has none. */
export const metricQuestion = (question: CountedQuestion): MetricQuestion | null => {
  const { id, type } = question;
  if (type === 'number') return { id, type, min: question.min, max: question.max };
  return type === 'nps' || type === 'csat' || type === 'ces' ? { id, type } : null;
};

/** What a rating counts as: +1, 0 or −1 of a net promoter score, else itself. */
const weightOf = (type: MetricQuestion['type'], value: number): number => {
  if (type !== 'nps') return value;
  return value >= 9 ? 1 : value <= 6 ? -1 : 0;
};

/** Number, sum and sum of squares of the values that the mean of a metric is made of. */
export const metricMoments = (question: MetricQuestion, counts: QuestionCounts): Moments => {
  const { type } = question;
  const { low, high } =
    type === 'number' ? { low: question.min, high: question.max } : scales[type];
  const given = type === 'number' ? counts.numbers : undefined;
  let { count: n, sum, squares } = given ?? { count: 0, sum: 0, squares: 0 };
  for (const [text, count] of Object.entries(counts.values)) {
    const value = Number(text);
    if (value < low || value > high) continue;
    const weight = weightOf(type, value);
    n += count;
    sum += weight * count;
    squares += weight * weight * count;
  }
  return { n, sum, squares };
};

/** Answers of a rating and above. */
export const hitsFrom = (least: number, { values }: QuestionCounts): number =>
  Object.entries(values).reduce(
    (sum, [value, count]) => (Number(value) >= least ? sum + count : sum),
    0,
  );

/** The top two boxes of satisfaction. */
export const satisfiedFrom = 4;
/** Agreeing, on 1 to 7, that it was easy. */
export const easyFrom = 5;

/** A net promoter score is in points of a percentage. */
export const unitOf = (type: MetricQuestion['type']): number => (type === 'nps' ? 100 : 1);
