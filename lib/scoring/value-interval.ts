import { discountedPurchases } from '../value/discounted-value.ts';
import { incompleteBeta } from '../value/incomplete-beta.ts';
import type { Evaluation } from './evaluate.ts';
import { stepWeeks } from './policy/value.ts';
import type { Scoring } from './scoring.ts';

/** The interval leaves out a tenth on each side. */
export const intervalLevel = 0.8;
/** Counts beyond this much of the distribution are taken together with the last one. */
const covered = 1 - 1e-5;
const countsMax = 5000;
const halvings = 40;

const countDistribution = (probability: (count: number) => number): readonly number[] => {
  const weights: number[] = [];
  for (let sum = 0; sum < covered && weights.length < countsMax; ) {
    const weight = probability(weights.length);
    weights.push(weight);
    sum += weight;
  }
  return weights;
};

/** Least u in 0..1 at which a rising function has reached the level. */
const invert = (distribution: (u: number) => number, level: number): number => {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = (low + high) / 2;
    if (distribution(middle) < level) low = middle;
    else high = middle;
  }
  return high;
};

/**
 * The middle 80 % of what this customer may bring in the horizon, in minor units. The number of purchases N has the
 * model's predictive distribution; given N = n their sum is scale * B / (1 - B), B ~ Beta(p n, shape), with Gamma(shape,
 * scale) the posterior of the spend rate. All is discounted by the mean discount of the expected purchases. It covers
 * the chance in one customer's behaviour, not the uncertainty of the fitted parameters. Null without both models.
 */
export const valueInterval = (
  scoring: Scoring,
  { inputs }: Evaluation,
): readonly [number, number] | null => {
  const { transactions, spend, model, discount, value, currencyExponent } = scoring;
  const { p } = model?.spend?.parameters ?? {};
  if (transactions === null || spend === null || p === undefined) return null;
  const horizonWeeks = discount.steps * stepWeeks;
  const weights = countDistribution((count) =>
    transactions.purchaseCountProbability(inputs, horizonWeeks, count),
  );
  const { shape, scale } = spend.posterior(inputs);
  const reached = (u: number): number =>
    weights.reduce(
      (sum, weight, count) =>
        sum + weight * (count === 0 ? 1 : incompleteBeta(u, p * count, shape)),
      0,
    );
  const expected = transactions.expectedPurchases(inputs, horizonWeeks);
  const meanDiscount =
    expected > 0 ? discountedPurchases(transactions, inputs, discount) / expected : 1;
  const toMinor = meanDiscount * (value.marginRatio ?? 1) * 10 ** currencyExponent;
  const quantile = (level: number): number => {
    if ((weights[0] ?? 0) >= level) return 0;
    const u = invert(reached, level);
    return ((scale * u) / (1 - u)) * toMinor;
  };
  return [quantile((1 - intervalLevel) / 2), quantile((1 + intervalLevel) / 2)];
};
