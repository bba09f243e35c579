import { expectedWhileAlive } from './beta-geometric-expectation.ts';
import {
  type BetaGeometricParameters,
  type BetaGeometricVariant,
  betaGeometricLoss,
} from './beta-geometric-likelihood.ts';
import { discountedResidual } from './discounted-residual.ts';
import { fitRowsOf } from './fit-rows.ts';
import { logBeta } from './gamma-functions.ts';
import { rememberByHistory, rememberLast } from './history-memo.ts';
import { logistic, logSumExp } from './log-space.ts';
import { fitModel, type ModelFit } from './model-fit.ts';
import { negativeBinomial } from './negative-binomial.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type {
  TransactionEvaluator,
  TransactionModel,
  TransactionModelName,
} from './transaction-model.ts';

const parameterNames = ['r', 'alpha', 'a', 'b'] as const;
/** Start of every fit (CLVTools' default for BG/NBD). */
const start = [1, 3, 1, 3];

/** Limits of the model: everybody alike in rate or in dropout, or no measurable dropout (science.md R2). */
const alphaPerTimeMax = 1000;
const dropoutShapeMax = 1000;
const dropoutMin = 1e-4;

const readParameters = (parameters: Readonly<Record<string, number>>): BetaGeometricParameters => {
  const [r = 0, alpha = 0, a = 0, b = 0] = parameterNames.map((name) => parameters[name]);
  if (![r, alpha, a, b].every((value) => value > 0 && Number.isFinite(value))) {
    throw new RangeError(`r, alpha, a and b must be positive: ${JSON.stringify(parameters)}`);
  }
  return { r, alpha, a, b };
};

/**
 * P(N = n) of a customer whose purchases come at rate ~ Gamma(rate, span) and who may drop out after each with
 * p ~ Beta(a, stay). Fader, Hardie and Lee (2005), equation 8, with its bracket as an upper tail.
 */
const livingCountProbability = (
  { rate, span, a, stay }: { rate: number; span: number; a: number; stay: number },
  horizon: number,
  count: number,
): number => {
  const counts = negativeBinomial(rate, horizon / span);
  const alive = Math.exp(logBeta(a, stay + count) - logBeta(a, stay)) * counts.probability(count);
  if (count === 0) {
    return alive;
  }
  return (
    alive + Math.exp(logBeta(a + 1, stay + count - 1) - logBeta(a, stay)) * counts.atLeast(count)
  );
};

const evaluatorOf = (
  { r, alpha, a, b }: BetaGeometricParameters,
  { firstCoin }: BetaGeometricVariant,
): TransactionEvaluator => {
  /** Log odds of a dropout right after the last purchase against being alive at T. */
  const dropoutLogOdds = ({ x, tx, T }: PurchaseHistory): number =>
    x + firstCoin === 0
      ? Number.NEGATIVE_INFINITY
      : Math.log(a / (b + x - 1 + firstCoin)) + (r + x) * Math.log1p((T - tx) / (alpha + tx));
  const aliveProbability = rememberLast((history) => logistic(-dropoutLogOdds(history)));
  const living = ({ x, T }: Pick<PurchaseHistory, 'x' | 'T'>) => ({
    rate: r + x,
    span: alpha + T,
    a,
    stay: b + x + firstCoin,
  });
  /** E[Y(horizon) | alive] does not depend on when the last purchase was. */
  const whileAlive = rememberByHistory((x, T, horizon) =>
    expectedWhileAlive(living({ x, T }), horizon),
  );
  const residual = rememberByHistory((x, T, rate) => {
    const customer = living({ x, T });
    return discountedResidual((horizon) => expectedWhileAlive(customer, horizon), rate);
  });
  const newCustomer = { rate: r, span: alpha, a, stay: b + firstCoin };
  /** MBG/NBD lets a customer drop out right after the first purchase. */
  const startsAlive = firstCoin === 0 ? 1 : b / (a + b);
  return {
    logLikelihood: (history) => {
      const { x, T } = history;
      let sum =
        r * -Math.log1p(T / alpha) -
        x * Math.log(alpha + T) +
        logSumExp(0, dropoutLogOdds(history));
      for (let j = 0; j < x; j += 1) {
        sum += Math.log(r + j);
      }
      for (let j = 0; j < x + firstCoin; j += 1) {
        sum -= Math.log1p(a / (b + j));
      }
      return sum;
    },
    aliveProbability,
    expectedPurchases: (history, horizon) =>
      aliveProbability(history) * whileAlive(history.x, history.T, horizon),
    discountedResidual: (history, rate) =>
      aliveProbability(history) * residual(history.x, history.T, rate),
    noPurchaseProbability: (history, horizon) => {
      const { rate, span } = living(history);
      return 1 + aliveProbability(history) * Math.expm1(-rate * Math.log1p(horizon / span));
    },
    purchaseCountProbability: (history, horizon, count) => {
      const alive = aliveProbability(history);
      return (
        (count === 0 ? 1 - alive : 0) +
        alive * livingCountProbability(living(history), horizon, count)
      );
    },
    expectedGap: ({ x, tx }) => (alpha + tx) / (r + x),
    unconditionalExpectation: (time) => startsAlive * expectedWhileAlive(newCustomer, time),
    newCustomerCountProbability: (count, time) =>
      (count === 0 ? 1 - startsAlive : 0) +
      startsAlive * livingCountProbability(newCustomer, time, count),
  };
};

/** Whether (r, alpha, a, b) lie at a limit of the family, for data whose longest T is given. */
export const isBoundaryOf =
  (longest: number) =>
  ([, alpha = 0, a = 0, b = 0]: Float64Array): boolean =>
    alpha > alphaPerTimeMax * longest || a + b > dropoutShapeMax || a / (a + b) < dropoutMin;

const fitHistories = (
  histories: readonly PurchaseHistory[],
  variant: BetaGeometricVariant,
): ModelFit => {
  const { rows, longest, hasSignal } = fitRowsOf(histories);
  return fitModel({
    names: parameterNames,
    start,
    meanLoss: betaGeometricLoss(rows, variant),
    customers: histories.length,
    hasSignal,
    isBoundary: isBoundaryOf(longest),
  });
};

/** One member of the beta-geometric family behind the common interface. */
export const betaGeometricModel = (
  name: TransactionModelName,
  variant: BetaGeometricVariant,
): TransactionModel => ({
  name,
  parameterNames,
  at: (parameters) => evaluatorOf(readParameters(parameters), variant),
  fit: (histories) => fitHistories(histories, variant),
});
