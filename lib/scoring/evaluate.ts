import { daysPerWeek } from '../shared/time.ts';
import { discountedPurchases } from '../value/discounted-value.ts';
import type { Scoring } from './scoring.ts';
import { type ModelInputs, type Statistics, toModelInputs } from './statistics.ts';

/** The exact values of one customer on one day. Money in minor units, not rounded. */
export interface Evaluation {
  readonly inputs: ModelInputs;
  /** Purchases expected in the churn horizon. */
  readonly expectedPurchases: number;
  /** P(no purchase in the churn horizon), by everything that is known; P(the contract ends) of a contract. */
  readonly churnRisk: number;
  /** Null where the model cannot tell: BG/NBD of one-time buyers, fits without measurable dropout. */
  readonly aliveProbability: number | null;
  /** Expected value of a future purchase day; null without a spend model. */
  readonly expectedSpend: number | null;
  /** Residual lifetime value in the model's horizon; null without a spend model. */
  readonly clv: number | null;
  /** Expected days between two purchases, as it was known at the last one; it does not grow with silence. */
  readonly intervalDays: number;
}

/** A value that is not finite is a bug to be told, never a zero (science.md R4). */
const finite = (name: string, value: number): number => {
  if (!Number.isFinite(value)) throw new RangeError(`${name} is ${value}`);
  return value;
};

/** Lifetime value in minor units of given inputs; null without both models. */
export const lifetimeValue = (
  { transactions, spend, value, discount, currencyExponent }: Scoring,
  inputs: ModelInputs,
): number | null => {
  if (transactions === null || spend === null) return null;
  const perPurchase = spend.expectedSpend(inputs) * (value.marginRatio ?? 1);
  const purchases = discountedPurchases(transactions, inputs, discount);
  return finite('clv', purchases * perPurchase * 10 ** currencyExponent);
};

/** The mean of the rate's posterior at the last purchase, inverted; without a model the mean of the own gaps. */
export const intervalDaysOf = (
  { transactions }: Pick<Scoring, 'transactions'>,
  inputs: ModelInputs,
): number | null => {
  if (transactions) return daysPerWeek * transactions.expectedGap(inputs);
  const { x, tx } = inputs;
  return x > 0 ? (daysPerWeek * tx) / x : null;
};

const aliveProbabilityOf = (
  { model, transactions }: Scoring,
  inputs: ModelInputs,
): number | null => {
  const provesNothing = model?.transactions?.model === 'bg-nbd' && inputs.x === 0;
  if (transactions === null || provesNothing || model?.transactions?.fit !== 'converged')
    return null;
  return finite('pAlive', transactions.aliveProbability(inputs));
};

/**
 * Everything that the pinned model says about a customer as of the end of a day; null before the first purchase, and
 * without a model. Throws on a value that is not finite.
 */
export const evaluate = (
  scoring: Scoring,
  statistics: Statistics,
  day: number,
): Evaluation | null => {
  const { transactions, spend, churn, churnHorizonDays, currencyExponent } = scoring;
  const inputs = toModelInputs(statistics, day, currencyExponent);
  if (inputs === null || transactions === null) return null;
  const horizonWeeks = churnHorizonDays / daysPerWeek;
  return {
    inputs,
    expectedPurchases: finite(
      'expectedPurchases',
      transactions.expectedPurchases(inputs, horizonWeeks),
    ),
    churnRisk: finite('churnRisk', churn.risk({ statistics, day }) ?? Number.NaN),
    aliveProbability: aliveProbabilityOf(scoring, inputs),
    expectedSpend:
      spend && finite('expectedSpend', spend.expectedSpend(inputs) * 10 ** currencyExponent),
    clv: lifetimeValue(scoring, inputs),
    intervalDays: finite('intervalDays', intervalDaysOf(scoring, inputs) ?? Number.NaN),
  };
};
