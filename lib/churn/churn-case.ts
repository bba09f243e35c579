import type { Statistics } from '../value/statistics.ts';
import type { TransactionEvaluator } from '../value/transaction-model.ts';

/** A customer as known at the end of a day: the statistics hold nothing later. */
export interface ChurnCase {
  readonly statistics: Statistics;
  /** Business day, counted from 1970-01-01. */
  readonly day: number;
}

/** A case of the past whose outcome is known. */
export interface LabelledCase extends ChurnCase {
  /** No purchase in the window that begins on the next day. */
  readonly churned: boolean;
}

/** A stretch of the past to learn from: what was known at its cut, and what came in the days after. */
export interface WindowCut {
  /** The last day that is known. */
  readonly cutDay: number;
  /** Length of the window that begins on the day after. */
  readonly windowDays: number;
}

/** A cut with its cases. */
export interface ChurnWindow extends WindowCut {
  readonly cases: readonly LabelledCase[];
  /** The transaction model, fitted on nothing that came after the cut. */
  readonly transactions: TransactionEvaluator;
}
