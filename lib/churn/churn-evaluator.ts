import { toModelInputs } from '../scoring/statistics.ts';
import type { TransactionEvaluator } from '../value/transaction-model.ts';
import type { ChurnCase } from './churn-case.ts';
import type { ChurnModel } from './churn-model-schema.ts';

export interface ChurnPart {
  readonly code: 'baseline';
  /** On the scale of the risk; those of a case sum to it. */
  readonly contribution: number;
  readonly evidence: Readonly<Record<string, number | string | null>>;
}

export interface ChurnEvaluator {
  /** P(no purchase in the horizon), null before the first purchase. */
  readonly risk: (churnCase: ChurnCase) => number | null;
  /** Ranked contributions that sum to the risk. */
  readonly parts: (churnCase: ChurnCase) => readonly ChurnPart[];
}

const daysPerWeek = 7;

/** The churn model bound to its transaction model and horizon: bound once, used for everybody. */
export const churnEvaluator = (
  _model: ChurnModel | null,
  transactions: TransactionEvaluator,
  horizonDays: number,
): ChurnEvaluator => {
  const risk = ({ statistics, day }: ChurnCase): number | null => {
    const inputs = toModelInputs(statistics, day, 0);
    return inputs && transactions.noPurchaseProbability(inputs, horizonDays / daysPerWeek);
  };
  return {
    risk,
    parts: (churnCase) => {
      const value = risk(churnCase);
      return value === null ? [] : [{ code: 'baseline', contribution: value, evidence: {} }];
    },
  };
};
