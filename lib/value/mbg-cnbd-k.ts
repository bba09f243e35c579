import { isBoundaryOf } from './beta-geometric.ts';
import { CompensatedSum } from './compensated-sum.ts';
import { type ErlangParameters, stagesMax } from './erlang-phases.ts';
import { fitRowsOf } from './fit-rows.ts';
import { logGamma } from './gamma-functions.ts';
import { columnOf } from './group-rows.ts';
import { erlangEvaluator } from './mbg-cnbd-k-evaluator.ts';
import { mbgCnbdLoss } from './mbg-cnbd-k-likelihood.ts';
import { fitModel, type ModelFit } from './model-fit.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { TransactionModel } from './transaction-model.ts';

const searchedNames = ['r', 'alpha', 'a', 'b'] as const;
const parameterNames = ['k', ...searchedNames] as const;

const readParameters = (parameters: Readonly<Record<string, number>>): ErlangParameters => {
  const [k = 0, r = 0, alpha = 0, a = 0, b = 0] = parameterNames.map((name) => parameters[name]);
  if (!(Number.isInteger(k) && k >= 1 && k <= stagesMax)) {
    throw new RangeError(`k must be a whole number in 1..${stagesMax}: ${k}`);
  }
  if (![r, alpha, a, b].every((value) => value > 0 && Number.isFinite(value))) {
    throw new RangeError(`r, alpha, a and b must be positive: ${JSON.stringify(parameters)}`);
  }
  return { k, r, alpha, a, b };
};

/**
 * The factor of the likelihood that no parameter but k moves: (k - 1) sum of ln gaps - x ln Gamma(k). It is one sum
 * over all customers, so that rows need not be told apart by their gaps and can be grouped.
 */
const gapConstant = (histories: readonly PurchaseHistory[], k: number): number => {
  const sum = new CompensatedSum();
  // In order of size, so that the order of customers does not show in the last digit.
  const gaps = columnOf(histories, ({ logGaps = 0 }) => logGaps).sort();
  gaps.forEach((logGaps) => {
    sum.add((k - 1) * logGaps);
  });
  const repeats = histories.reduce((total, { x }) => total + x, 0);
  return sum.total() - repeats * logGamma(k);
};

const fitHistories = (histories: readonly PurchaseHistory[]): ModelFit => {
  const { rows, longest, hasSignal } = fitRowsOf(histories);
  const fitStages = (k: number): ModelFit => {
    const fit = fitModel({
      names: searchedNames,
      // A stage is a k-th of a gap.
      start: [1, 3 / k, 1, 3],
      meanLoss: mbgCnbdLoss(rows, k),
      customers: histories.length,
      hasSignal,
      isBoundary: isBoundaryOf(longest),
    });
    const logLikelihood = hasSignal
      ? fit.logLikelihood + gapConstant(histories, k)
      : fit.logLikelihood;
    return { ...fit, logLikelihood, parameters: { k, ...fit.parameters } };
  };
  const hasGaps = histories.every(({ x, logGaps }) => x === 0 || logGaps !== undefined);
  let best = fitStages(1);
  for (let k = 2; hasSignal && hasGaps && k <= stagesMax; k += 1) {
    const next = fitStages(k);
    if (next.logLikelihood <= best.logLikelihood) break;
    best = next;
  }
  return best;
};

/**
 * MBG/CNBD-k (Platzer and Reutterer 2016, "Ticking away the moments: timing regularity helps to better predict customer
 * activity", Marketing Science 35): MBG/NBD with Erlang-k gaps, for customers who buy at regular intervals. k is chosen
 * by likelihood, rising from 1 until it falls; k = 1 is MBG/NBD. Where histories come without `logGaps` only k = 1 can
 * be fitted.
 */
export const mbgCnbdK: TransactionModel = {
  name: 'mbg-cnbd-k',
  usesGaps: true,
  parameterNames,
  at: (parameters) => erlangEvaluator(readParameters(parameters)),
  fit: fitHistories,
};
