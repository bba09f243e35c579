import type { PurchaseHistory } from './purchase-history.ts';
import type { TransactionEvaluator } from './transaction-model.ts';

/** How future purchases are discounted: `steps` steps of `stepWeeks`, each discounted at its end. */
export interface DiscountPlan {
  readonly steps: number;
  readonly stepWeeks: number;
  /** Discount rate per step, 0.01 for one per cent. */
  readonly ratePerStep: number;
}

/**
 * Expected discounted purchases over a finite horizon: sum of (E[Y(i L)] - E[Y((i - 1) L)]) / (1 + d)^i. Residual:
 * nothing before T counts. Times expected spend and margin ratio this is the customer lifetime value (science.md 1.3).
 */
export const discountedPurchases = (
  evaluator: TransactionEvaluator,
  history: PurchaseHistory,
  { steps, stepWeeks, ratePerStep }: DiscountPlan,
): number => {
  let sum = 0;
  let before = 0;
  let growth = 1;
  for (let step = 1; step <= steps; step += 1) {
    const until = evaluator.expectedPurchases(history, step * stepWeeks);
    growth *= 1 + ratePerStep;
    sum += (until - before) / growth;
    before = until;
  }
  return sum;
};
