import type { Evaluation } from './evaluate.ts';
import type { Scoring } from './scoring.ts';

const quarterWeeks = 13;

/** How much of a customer's activity is expected to be left, from the transaction model. */
export interface Retention {
  /**
   * By weeks from now: purchases expected in the quarter that begins then, against those in the quarter from now. For
   * Pareto/NBD it is the chance to be still there of one who is there now; for all models it weighs by purchase rate.
   */
  readonly left: readonly { readonly weeks: number; readonly share: number }[];
  /** Active weeks expected within the longest of these horizons: P(alive) x area under the shares; null without P(alive). */
  readonly activeWeeks: number | null;
  readonly withinWeeks: number;
}

/** Retention of one customer for the horizons of the policy; null without a transaction model. */
export const retentionOf = (
  { transactions, policy }: Pick<Scoring, 'transactions' | 'policy'>,
  evaluation: Evaluation | null,
): Retention | null => {
  if (transactions === null || evaluation === null) return null;
  const { inputs, aliveProbability } = evaluation;
  const until = (weeks: number): number => transactions.expectedPurchases(inputs, weeks);
  const first = until(quarterWeeks);
  const shareAt = (weeks: number): number =>
    first > 0 ? Math.min(1, Math.max(0, (until(weeks + quarterWeeks) - until(weeks)) / first)) : 0;
  const withinWeeks = Math.max(...policy.growth.outlookWeeks);
  let area = 0;
  for (let from = 0; from < withinWeeks; from += quarterWeeks) {
    area += shareAt(from) * Math.min(quarterWeeks, withinWeeks - from);
  }
  return {
    left: policy.growth.outlookWeeks.map((weeks) => ({ weeks, share: shareAt(weeks) })),
    activeWeeks: aliveProbability === null ? null : aliveProbability * area,
    withinWeeks,
  };
};
