import { discountedResidual } from './discounted-residual.ts';
import { atLeastProbability, exactlyProbability } from './erlang-counts.ts';
import { expectedErlangPurchases, type LivingErlangCustomer } from './erlang-expectation.ts';
import { type ErlangParameters, phasesOf, phaseTerms } from './erlang-phases.ts';
import { logBeta, logGamma } from './gamma-functions.ts';
import { rememberLast } from './history-memo.ts';
import { logistic, logSumExp } from './log-space.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { TransactionEvaluator } from './transaction-model.ts';

/** P(Y = count | alive): that many would come, or more of which the last one made ended the relation. */
const livingCountProbability = (
  { k, phases, span, a, stay }: LivingErlangCustomer,
  horizon: number,
  count: number,
): number => {
  const time = horizon / span;
  const allStay = Math.exp(logBeta(a, stay + count) - logBeta(a, stay));
  const lastLeaves =
    count === 0 ? 0 : Math.exp(logBeta(a + 1, stay + count - 1) - logBeta(a, stay));
  return phases.reduce((sum, phase) => {
    const counts = { phase, k, time };
    const left = count === 0 ? 0 : lastLeaves * atLeastProbability(counts, count);
    return sum + phase.weight * (allStay * exactlyProbability(counts, count) + left);
  }, 0);
};

/** ln of the sum of the phase terms: how likely it is, being alive, that no purchase came since the last one. */
const logPhaseSum = (parameters: ErlangParameters, history: PurchaseHistory): number =>
  Math.log(phaseTerms(parameters, history).reduce((sum, term) => sum + term, 0));

/** MBG/CNBD-k at fixed parameters (Platzer and Reutterer 2016): MBG/NBD with gaps of k stages. */
export const erlangEvaluator = (parameters: ErlangParameters): TransactionEvaluator => {
  const { k, r, alpha, a, b } = parameters;
  /** Log odds of a dropout right after the last purchase against being alive at T. */
  const dropoutLogOdds = (history: PurchaseHistory): number => {
    const { x, tx, T } = history;
    const silence = (r + k * x) * Math.log1p((T - tx) / (alpha + tx));
    return Math.log(a / (b + x)) + silence - logPhaseSum(parameters, history);
  };
  const aliveProbability = rememberLast((history) => logistic(-dropoutLogOdds(history)));
  const living = rememberLast(
    (history): LivingErlangCustomer => ({
      k,
      phases: phasesOf(parameters, history),
      span: alpha + history.T,
      a,
      stay: b + history.x + 1,
    }),
  );
  const newCustomer = living({ x: 0, tx: 0, T: 0 });
  /** A customer may drop out right after the first purchase. */
  const startsAlive = b / (a + b);
  return {
    logLikelihood: (history) => {
      const { x, T, logGaps = 0 } = history;
      let sum =
        r * -Math.log1p(T / alpha) -
        k * x * Math.log(alpha + T) +
        logPhaseSum(parameters, history) +
        logSumExp(0, dropoutLogOdds(history)) +
        (k - 1) * logGaps -
        x * logGamma(k);
      for (let j = 0; j < k * x; j += 1) {
        sum += Math.log(r + j);
      }
      for (let j = 0; j < x + 1; j += 1) {
        sum -= Math.log1p(a / (b + j));
      }
      return sum;
    },
    aliveProbability,
    expectedPurchases: (history, horizon) =>
      aliveProbability(history) * expectedErlangPurchases(living(history), horizon),
    discountedResidual: (history, rate) => {
      const customer = living(history);
      return (
        aliveProbability(history) *
        discountedResidual((horizon) => expectedErlangPurchases(customer, horizon), rate)
      );
    },
    noPurchaseProbability: (history, horizon) => {
      const alive = aliveProbability(history);
      // Added up from both ways to stay silent: nothing cancels.
      return Math.min(1, 1 - alive + alive * livingCountProbability(living(history), horizon, 0));
    },
    purchaseCountProbability: (history, horizon, count) => {
      const alive = aliveProbability(history);
      const dropped = count === 0 ? 1 - alive : 0;
      return dropped + alive * livingCountProbability(living(history), horizon, count);
    },
    // The rate is that of stages, k of which make a gap.
    expectedGap: ({ x, tx }) => (k * (alpha + tx)) / (r + k * x),
    unconditionalExpectation: (time) => startsAlive * expectedErlangPurchases(newCustomer, time),
    newCustomerCountProbability: (count, time) =>
      (count === 0 ? 1 - startsAlive : 0) +
      startsAlive * livingCountProbability(newCustomer, time, count),
  };
};
