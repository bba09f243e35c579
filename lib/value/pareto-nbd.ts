import { discountedResidual } from './discounted-residual.ts';
import { dropoutFirst } from './dropout-first.ts';
import { fitRowsOf } from './fit-rows.ts';
import { rememberByHistory, rememberLast } from './history-memo.ts';
import { logistic, logSumExp } from './log-space.ts';
import { fitModel, type ModelFit } from './model-fit.ts';
import { type LivingBuyer, livingCountProbability, livingSilence } from './pareto-nbd-counts.ts';
import { type ParetoParameters, paretoLoss } from './pareto-nbd-likelihood.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { TransactionEvaluator, TransactionModel } from './transaction-model.ts';

const parameterNames = ['r', 'alpha', 's', 'beta'] as const;
/** Start of every fit (CLVTools' default for Pareto/NBD). */
const start = [0.5, 15, 0.5, 10];

/** Limits of the model: everybody alike in rate or in dropout, or no measurable dropout (science.md R2). */
const spanPerTimeMax = 1000;
/** Share of customers who leave within the longest history. */
const dropoutMin = 1e-4;

const readParameters = (parameters: Readonly<Record<string, number>>): ParetoParameters => {
  const [r = 0, alpha = 0, s = 0, beta = 0] = parameterNames.map((name) => parameters[name]);
  if (![r, alpha, s, beta].every((value) => value > 0 && Number.isFinite(value))) {
    throw new RangeError(`r, alpha, s and beta must be positive: ${JSON.stringify(parameters)}`);
  }
  return { r, alpha, s, beta };
};

/** Expected time alive within the horizon: the integral of (1 + u / lifeSpan)^-s over u, s = 1 included. */
const expectedLifetime = ({ s, lifeSpan }: LivingBuyer, horizon: number): number => {
  const log = Math.log1p(horizon / lifeSpan);
  return lifeSpan * (s === 1 ? log : -Math.expm1((1 - s) * log) / (s - 1));
};

const expectedWhileAlive = (buyer: LivingBuyer, horizon: number): number =>
  (buyer.m / buyer.span) * expectedLifetime(buyer, horizon);

const evaluatorOf = ({ r, alpha, s, beta }: ParetoParameters): TransactionEvaluator => {
  const buyerAt = (m: number, time: number): LivingBuyer => ({
    m,
    span: alpha + time,
    s,
    lifeSpan: beta + time,
  });
  /** P(dropout before the next purchase) of one who is alive after `time`, be it tx or T. */
  const dropoutFirstAt = rememberByHistory((x, time) =>
    dropoutFirst({ m: r + x, s, rho: (beta + time) / (alpha + time) }),
  );
  /** Log odds of a dropout between tx and T against being alive at T; minus infinity where tx is T. */
  const dropoutLogOdds = ({ x, tx, T }: PurchaseHistory): number => {
    const silence = T - tx;
    const exponent =
      (r + x) * Math.log1p(silence / (alpha + tx)) + s * Math.log1p(silence / (beta + tx));
    const first = dropoutFirstAt(x, tx, 0);
    const later = Math.min(1, (Math.exp(-exponent) * dropoutFirstAt(x, T, 0)) / first);
    return exponent + Math.log(first * (1 - later));
  };
  const aliveProbability = rememberLast((history) => logistic(-dropoutLogOdds(history)));
  const living = ({ x, T }: PurchaseHistory): LivingBuyer => buyerAt(r + x, T);
  // What is said of a living customer does not depend on when the last purchase was.
  const silence = rememberByHistory((x, T, horizon) => livingSilence(buyerAt(r + x, T), horizon));
  const residual = rememberByHistory((x, T, rate) => {
    const buyer = buyerAt(r + x, T);
    return discountedResidual((horizon) => expectedWhileAlive(buyer, horizon), rate);
  });
  const newCustomer = buyerAt(r, 0);
  return {
    logLikelihood: (history) => {
      const { x, T } = history;
      let sum = -r * Math.log1p(T / alpha) - x * Math.log(alpha + T) - s * Math.log1p(T / beta);
      for (let j = 0; j < x; j += 1) {
        sum += Math.log(r + j);
      }
      return sum + logSumExp(0, dropoutLogOdds(history));
    },
    aliveProbability,
    expectedPurchases: (history, horizon) =>
      aliveProbability(history) * expectedWhileAlive(living(history), horizon),
    discountedResidual: (history, rate) =>
      aliveProbability(history) * residual(history.x, history.T, rate),
    noPurchaseProbability: (history, horizon) => {
      const silent = aliveProbability(history) * silence(history.x, history.T, horizon);
      return Math.min(1, logistic(dropoutLogOdds(history)) + silent);
    },
    purchaseCountProbability: (history, horizon, count) => {
      const bought =
        aliveProbability(history) * livingCountProbability(living(history), horizon, count);
      return Math.min(1, (count === 0 ? logistic(dropoutLogOdds(history)) : 0) + bought);
    },
    expectedGap: ({ x, tx }) => (alpha + tx) / (r + x),
    unconditionalExpectation: (time) => expectedWhileAlive(newCustomer, time),
    newCustomerCountProbability: (count, time) => livingCountProbability(newCustomer, time, count),
  };
};

const fitHistories = (histories: readonly PurchaseHistory[]): ModelFit => {
  const { rows, longest, hasSignal } = fitRowsOf(histories);
  return fitModel({
    names: parameterNames,
    start,
    meanLoss: paretoLoss(rows),
    customers: histories.length,
    hasSignal,
    isBoundary: ([, alpha = 0, s = 0, beta = 0]) =>
      Math.max(alpha, beta) > spanPerTimeMax * longest ||
      -Math.expm1(-s * Math.log1p(longest / beta)) < dropoutMin,
  });
};

/**
 * Pareto/NBD (Schmittlein, Morrison and Colombo 1987, Management Science 33). Purchases are Poisson with a
 * Gamma(r, alpha) rate; customers leave at any moment at a Gamma(s, beta) rate; the two are independent.
 */
export const paretoNbd: TransactionModel = {
  name: 'pareto-nbd',
  parameterNames,
  at: (parameters) => evaluatorOf(readParameters(parameters)),
  fit: fitHistories,
};
