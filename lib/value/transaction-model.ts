import type { ModelFit } from './model-fit.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/** The one unit of time of every model here; horizons, steps and rates are given in it. */
export const timeUnit = 'week';

/** The order in which candidates are listed. */
export const transactionModelNames = ['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'mbg-cnbd-k'] as const;
export type TransactionModelName = (typeof transactionModelNames)[number];

/** A transaction model at fixed parameters. Horizons are in the unit of the parameters; all values are finite. */
export interface TransactionEvaluator {
  /** Log-likelihood of one customer. */
  readonly logLikelihood: (history: PurchaseHistory) => number;
  /** Probability that the customer has not dropped out by T. A latent quantity, not a churn score. */
  readonly aliveProbability: (history: PurchaseHistory) => number;
  /** E[Y(t)]: expected purchases in (T, T + horizon]. */
  readonly expectedPurchases: (history: PurchaseHistory, horizon: number) => number;
  /** Probability of no purchase in (T, T + horizon]: the churn risk of that horizon. */
  readonly noPurchaseProbability: (history: PurchaseHistory, horizon: number) => number;
  /** P(Y(t) = count): distribution of the purchases in (T, T + horizon]. */
  readonly purchaseCountProbability: (
    history: PurchaseHistory,
    horizon: number,
    count: number,
  ) => number;
  /**
   * Expected purchases after T without end, discounted at a continuous rate per unit of time (DERT). Times expected
   * spend and margin ratio this is the lifetime value over an infinite horizon.
   */
  readonly discountedResidual: (history: PurchaseHistory, rate: number) => number;
  /**
   * Time between two purchases at the posterior mean of the customer's rate, as it was known at the last purchase. It
   * does not grow with silence.
   */
  readonly expectedGap: (history: PurchaseHistory) => number;
  /** E[X(t)] of a random new customer. */
  readonly unconditionalExpectation: (time: number) => number;
  /** P(X(t) = count) of a random new customer. */
  readonly newCustomerCountProbability: (count: number, time: number) => number;
}

/** A model of when customers buy and drop out: one object per model, so that another joins without new branches. */
export interface TransactionModel {
  readonly name: TransactionModelName;
  readonly parameterNames: readonly string[];
  /** Fitted on histories with `logGaps`: they come from ledgers, not from the compact statistics. */
  readonly usesGaps?: true;
  /** The model at given parameters; throws on a missing or non-positive one. */
  readonly at: (parameters: Readonly<Record<string, number>>) => TransactionEvaluator;
  /** Maximum likelihood over all customers, those with a single purchase included. */
  readonly fit: (histories: readonly PurchaseHistory[]) => ModelFit;
}
