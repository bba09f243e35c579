import type { SurveyMetric } from '../scoring/statistics.ts';
import type { Answers } from './answers.ts';
import { isRated, type Question, scales } from './question.ts';
import type { SurveyDefinition } from './survey.ts';

/** Perceived values that questions may measure. */
export const perceivedMeasures = ['economic', 'functional', 'emotional'] as const;
export type PerceivedMeasure = (typeof perceivedMeasures)[number];

/** What a question measures beyond its own type; undefined for most. */
export const measureOf = (question: Question): PerceivedMeasure | 'wallet' | undefined =>
  'measures' in question ? question.measures : undefined;

const rangeOf = (question: Question): { readonly low: number; readonly high: number } | null => {
  if (isRated(question)) return scales[question.type];
  return question.type === 'number' ? { low: question.min, high: question.max } : null;
};

/** Two digits behind the point: finer than any scale. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** An index 0 to 100: the mean of the answers to its questions, each from the low to the high end of its scale. */
const indexOf = (
  questions: readonly Question[],
  answers: Answers,
  measure: PerceivedMeasure,
): number | undefined => {
  const shares = questions.flatMap((question) => {
    const range = rangeOf(question);
    const answer = answers[question.id];
    const counts = measureOf(question) === measure && range !== null && typeof answer === 'number';
    return counts ? [(answer - range.low) / (range.high - range.low)] : [];
  });
  if (shares.length === 0) return undefined;
  return round((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length);
};

/** A stated yearly spend in minor units. */
const walletOf = (
  questions: readonly Question[],
  answers: Answers,
  currencyExponent: number,
): number | undefined => {
  const asked = questions.find((question) => measureOf(question) === 'wallet');
  const answer = asked && answers[asked.id];
  return typeof answer === 'number' ? Math.round(answer * 10 ** currencyExponent) : undefined;
};

/**
 * The scores that count for the customer: of each rated type the first question that was answered, where it measures
 * nothing else; the perceived values as indices; the wallet in minor units.
 */
export const metricsOf = (
  { questions }: SurveyDefinition,
  answers: Answers,
  currencyExponent: number,
): Readonly<Partial<Record<SurveyMetric, number>>> => {
  const metrics: Partial<Record<SurveyMetric, number>> = {};
  for (const question of questions) {
    const answer = answers[question.id];
    if (isRated(question) && measureOf(question) === undefined && typeof answer === 'number')
      metrics[question.type] ??= answer;
  }
  for (const measure of perceivedMeasures) {
    const index = indexOf(questions, answers, measure);
    if (index !== undefined) metrics[measure] = index;
  }
  const wallet = walletOf(questions, answers, currencyExponent);
  return wallet === undefined ? metrics : { ...metrics, wallet };
};
