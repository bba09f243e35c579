import { meanOverBeta } from './beta-quadrature.ts';
import type { Objective } from './bfgs.ts';
import { CompensatedSum } from './compensated-sum.ts';
import { logBeta } from './gamma-functions.ts';
import { fitModel, type ModelFit } from './model-fit.ts';

/** One contract as it stands: each renewal is an opportunity to leave, and leaving is seen. */
export interface ContractHistory {
  /** Renewals made: a contract in its first term has none. */
  readonly renewals: number;
  /** False where the customer left instead of renewing once more. */
  readonly isActive: boolean;
}

/** Shifted beta-geometric at fixed parameters. A term is the time between two renewals. */
export interface ContractEvaluator {
  readonly logLikelihood: (history: ContractHistory) => number;
  /** S(n): share of a cohort that makes `renewals` renewals or more. */
  readonly survivalProbability: (renewals: number) => number;
  /** Probability that a customer who made `renewals` renewals makes the next one; rises with renewals. */
  readonly renewalProbability: (renewals: number) => number;
  /** Probability that a customer who made `renewals` renewals leaves at one of the next `terms` opportunities. */
  readonly cancelProbability: (renewals: number, terms: number) => number;
  /**
   * Expected renewals still to come of a customer after `renewals` renewals, discounted by `ratePerTerm` > 0 and counted
   * from the next renewal, which is not discounted. Times the value of a term this is the residual lifetime value.
   */
  readonly discountedResidual: (renewals: number, ratePerTerm: number) => number;
}

interface Shapes {
  readonly alpha: number;
  readonly beta: number;
}

const parameterNames = ['alpha', 'beta'] as const;

const readParameters = (parameters: Readonly<Record<string, number>>): Shapes => {
  const [alpha = 0, beta = 0] = parameterNames.map((name) => parameters[name]);
  if (![alpha, beta].every((value) => value > 0 && Number.isFinite(value))) {
    throw new RangeError(`alpha and beta must be positive: ${JSON.stringify(parameters)}`);
  }
  return { alpha, beta };
};

const assertRenewals = (renewals: number): void => {
  if (!Number.isSafeInteger(renewals) || renewals < 0) {
    throw new RangeError(`renewals must be a whole number, 0 or more: ${renewals}`);
  }
};

/**
 * Evaluates the model of Fader and Hardie (2007, "How to project customer retention", Journal of Interactive Marketing
 * 21): at every renewal a customer leaves with the own probability p ~ Beta(alpha, beta). Retention of a cohort rises
 * because those likely to leave do so first.
 */
export const shiftedBetaGeometricAt = (
  parameters: Readonly<Record<string, number>>,
): ContractEvaluator => {
  const { alpha, beta } = readParameters(parameters);
  /** ln of the probability of `more` renewals after `renewals` were made: equation 6 divided by itself. */
  const logStay = (renewals: number, more: number): number =>
    more === 0 ? 0 : logBeta(alpha, beta + renewals + more) - logBeta(alpha, beta + renewals);
  return {
    logLikelihood: ({ renewals, isActive }) =>
      logStay(0, renewals) + (isActive ? 0 : Math.log(alpha / (alpha + beta + renewals))),
    survivalProbability: (renewals) => Math.exp(logStay(0, renewals)),
    renewalProbability: (renewals) => (beta + renewals) / (alpha + beta + renewals),
    cancelProbability: (renewals, terms) => -Math.expm1(logStay(renewals, terms)),
    // Fader and Hardie (2010, "Customer-base valuation in a contractual setting", Marketing Science 29), equation 7 as
    // the mean of q + q^2 / (1 + d) + ... = q (1 + d) / (d + p) over what is known of p.
    discountedResidual: (renewals, ratePerTerm) => {
      if (!(ratePerTerm > 0 && Number.isFinite(ratePerTerm))) {
        throw new RangeError(`the discount rate of a term must be positive: ${ratePerTerm}`);
      }
      return meanOverBeta(alpha, beta + renewals, {
        atZero: (1 + ratePerTerm) / ratePerTerm,
        at: ({ logP, logQ }) =>
          (Math.exp(logQ) * (1 + ratePerTerm)) / (ratePerTerm + Math.exp(logP)),
      });
    },
  };
};

/** How often the j-th opportunity to leave was let pass, and how often it was taken. */
interface Opportunities {
  readonly kept: Float64Array;
  readonly left: Float64Array;
}

const countOpportunities = (histories: readonly ContractHistory[]): Opportunities => {
  const size = histories.reduce(
    (most, { renewals, isActive }) => Math.max(most, isActive ? renewals : renewals + 1),
    0,
  );
  const [kept, left] = [new Float64Array(size), new Float64Array(size)];
  for (const { renewals, isActive } of histories) {
    if (renewals > 0) kept[renewals - 1] = (kept[renewals - 1] ?? 0) + 1;
    if (!isActive) left[renewals] = (left[renewals] ?? 0) + 1;
  }
  // Who renewed n times let all n opportunities pass.
  for (let j = size - 2; j >= 0; j -= 1) {
    kept[j] = (kept[j] ?? 0) + (kept[j + 1] ?? 0);
  }
  return { kept, left };
};

/** Mean negative log-likelihood and gradient: a product of one factor for every opportunity. */
const contractLoss =
  ({ kept, left }: Opportunities, customers: number): Objective =>
  ([alpha = 0, beta = 0], gradient) => {
    const sums = [new CompensatedSum(), new CompensatedSum(), new CompensatedSum()] as const;
    const [value, byAlpha, byBeta] = sums;
    kept.forEach((stayed, j) => {
      const gone = left[j] ?? 0;
      const whole = alpha + beta + j;
      value.add(-stayed * Math.log1p(alpha / (beta + j)) - gone * Math.log1p((beta + j) / alpha));
      byAlpha.add((gone * (beta + j)) / (alpha * whole) - stayed / whole);
      byBeta.add((stayed * alpha) / ((beta + j) * whole) - gone / whole);
    });
    gradient[0] = -byAlpha.total() / customers;
    gradient[1] = -byBeta.total() / customers;
    return -value.total() / customers;
  };

/** Beyond this everybody leaves with the same probability: time since the start then tells nothing. */
const shapeMax = 1000;

/**
 * Maximum likelihood over contracts, those in their first term included. `boundary` where retention does not rise with
 * renewals (customers are alike) or nobody leaves; `not_identified` where fewer than two opportunities were seen.
 */
export const fitShiftedBetaGeometric = (histories: readonly ContractHistory[]): ModelFit => {
  for (const { renewals } of histories) {
    assertRenewals(renewals);
  }
  const opportunities = countOpportunities(histories);
  return fitModel({
    names: parameterNames,
    start: [1, 1],
    meanLoss: contractLoss(opportunities, histories.length),
    customers: histories.length,
    hasSignal: opportunities.kept.some((stayed, j) => stayed + (opportunities.left[j] ?? 0) > 0),
    isBoundary: ([alpha = 0, beta = 0]) => alpha + beta > shapeMax,
  });
};
