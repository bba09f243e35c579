import { churnEvaluator } from '../../lib/churn/churn-evaluator.ts';
import { areaDifference, areaUnderCurve } from '../../lib/evaluation/area-under-curve.ts';
import { churnScores } from '../../lib/evaluation/probability-scores.ts';
import { equalCountBins } from '../../lib/evaluation/ranks.ts';
import type { TransactionModelName } from '../../lib/value/transaction-model.ts';
import { learnPanel, type PanelCustomer } from './purchase-panel.ts';

const scoresOf = (risks: readonly number[], silent: readonly boolean[]) => {
  const { auc, brier, ece10 } = churnScores(risks, silent);
  return { auc: auc ?? Number.NaN, brier, ece10 };
};

/** The risks as of a day against what came in the horizon after it, beside the baselines of science.md 3.2. */
export const measurePanel = (
  panel: readonly PanelCustomer[],
  split: { firstDay: number; lastDay: number; horizonDays: number; model: TransactionModelName },
) => {
  const { churn, current, silent } = learnPanel(panel, split);
  const settings = { horizonDays: split.horizonDays, contractGraceDays: 30 };
  const risksOf = (model: typeof churn | null) => {
    const { risk } = churnEvaluator(model, current.transactions, settings);
    return current.cases.map((each) => risk(each) ?? Number.NaN);
  };
  const statistics = current.cases.map((each) => each.statistics);
  const recency = statistics.map(({ lastDay }) => split.lastDay - (lastDay ?? 0));
  const quintiles = [
    statistics.map(({ lastDay }) => lastDay ?? 0),
    statistics.map(({ purchaseDays }) => purchaseDays),
    statistics.map(({ total }) => total),
  ].map((values) => equalCountBins(values, 5));
  const rfm = statistics.map((_, index) =>
    quintiles.reduce((sum, bins) => sum - (bins[index] ?? 0), 0),
  );
  return {
    churn,
    /** AUC of recency less that of the combined risk, on the same customers. */
    recencyAhead: areaDifference([recency, risksOf(churn)], silent),
    combined: scoresOf(risksOf(churn), silent),
    transactions: scoresOf(risksOf(null), silent),
    recency: areaUnderCurve(recency, silent) ?? Number.NaN,
    rfm: areaUnderCurve(rfm, silent) ?? Number.NaN,
  };
};
