import type { SurveyMetric } from '../scoring/statistics.ts';
import type { Answers } from './answers.ts';
import { isRated, type Question, scales } from './question.ts';
import type { SurveyDefinition } from './survey.ts';

/** Perceived values that questions may measure. */
export const perceivedMeasures = ['economic', 'functional', 'emotional'] as const;

/** Measures that are an index of 0 to 100 of their questions. */
const indexMeasures = [...perceivedMeasures, 'repurchase'] as const;
type IndexMeasure = (typeof indexMeasures)[number];

/** What a question measures beyond its own type; undefined for most. */
export const measureOf = (question: Question): IndexMeasure | 'wallet' | undefined =>
  'measures' in question ? question.measures : undefined;

const rangeOf = (question: Question): { readonly low: number; readonly high: number } | null => {
  if (isRated(question)) return scales[question.type];
  return question.type === 'number' ? { low: question.min, high: question.max } : null;
};

/** What somebody expects is no satisfaction. */
const isExpectation = (question: Question): boolean =>
  question.type === 'csat' && question.gap?.moment === 'before';

/** Two digits behind the point: finer than any scale. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** An index 0 to 100: the mean of the answers to its questions, each from the low to the high end of its scale. */
const indexOf = (
  questions: readonly Question[],
  answers: Answers,
  measure: IndexMeasure,
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
 * nothing else and is no expectation; perceived values and repurchase as indices; the wallet in minor units.
 */
export const metricsOf = (
  { questions }: SurveyDefinition,
  answers: Answers,
  currencyExponent: number,
): Readonly<Partial<Record<SurveyMetric, number>>> => {
  const metrics: Partial<Record<SurveyMetric, number>> = {};
  for (const question of questions) {
    const answer = answers[question.id];
    const isScore = measureOf(question) === undefined && !isExpectation(question);
    if (isRated(question) && isScore && typeof answer === 'number')
      metrics[question.type] ??= answer;
  }
  for (const measure of indexMeasures) {
    const index = indexOf(questions, answers, measure);
    if (index !== undefined) metrics[measure] = index;
  }
  const wallet = walletOf(questions, answers, currencyExponent);
  return wallet === undefined ? metrics : { ...metrics, wallet };
};
