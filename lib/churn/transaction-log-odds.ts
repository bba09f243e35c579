import { daysPerWeek } from '../shared/time.ts';
import type { TransactionEvaluator } from '../value/transaction-model.ts';
import type { Traits } from './churn-signals.ts';

/** Nobody is certain to stay or to go: certainty would be infinite log odds. */
const certainty = 1e-9;

/** ln(p / (1 - p)), kept finite. */
export const logOddsOf = (probability: number): number => {
  const kept = Math.min(1 - certainty, Math.max(certainty, probability));
  return Math.log(kept / (1 - kept));
};

/** What the transaction model says of no purchase in the horizon; science.md R7. */
export const noPurchase = (
  transactions: TransactionEvaluator,
  { repeats, spanDays, silentDays }: Traits,
  horizonDays: number,
): number =>
  transactions.noPurchaseProbability(
    {
      x: repeats,
      tx: repeats === 0 ? 0 : spanDays / daysPerWeek,
      T: (spanDays + silentDays) / daysPerWeek,
    },
    horizonDays / daysPerWeek,
  );
