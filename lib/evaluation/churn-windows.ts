import type { ChurnCase, ChurnWindow, WindowCut } from '../churn/churn-case.ts';
import type { ChurnModel } from '../churn/churn-model-schema.ts';
import { cutWindows } from '../churn/cut-windows.ts';
import { fitChurn } from '../churn/fit-churn.ts';
import type { Day } from '../shared/time.ts';
import type { TransactionEvaluator, TransactionModelName } from '../value/transaction-model.ts';
import { transactionModels } from '../value/transaction-models.ts';
import { inputsOf } from './candidates.ts';
import type { Past, WindowCase } from './past.ts';

/**
 * In an order that only what is known of the customers decides: sums of rounded numbers depend on their order, and the
 * ids of the customers must not show in a model (science.md R21).
 */
const inOwnOrder = (cases: readonly WindowCase[]): readonly WindowCase[] =>
  cases
    .map((each) => ({ each, key: JSON.stringify([each.statistics, each.purchases, each.spend]) }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ each }) => each);

const asKnown = (cases: readonly WindowCase[], day: Day): readonly ChurnCase[] =>
  inOwnOrder(cases).map(({ statistics }) => ({ statistics, day }));

/** The cases of a window with the transaction model fitted before its cut; none where that determines nothing. */
const churnWindow = (
  past: Past,
  cut: WindowCut,
  model: TransactionModelName,
): readonly ChurnWindow[] => {
  const { cases } = past.casesAt(cut);
  const transactions = transactionModels[model];
  const fitted = transactions.fit(cases.map((each) => inputsOf(each, cut.cutDay, 0)));
  if (fitted.fit === 'not_identified') return [];
  const labelled = inOwnOrder(cases).map(({ statistics, purchases }) => ({
    statistics,
    day: cut.cutDay,
    churned: purchases === 0,
  }));
  return [{ ...cut, cases: labelled, transactions: transactions.at(fitted.parameters) }];
};

export interface ChurnLesson {
  /** The transaction model that is published, fitted on everything that is known at the day. */
  readonly model: TransactionModelName;
  readonly evaluator: TransactionEvaluator;
  readonly horizonDays: number;
  readonly contractGraceDays: number;
}

/** Learns the churn model from what is known at a day, for a horizon. */
export const learnChurn = (
  past: Past,
  day: Day,
  { model, evaluator, horizonDays, contractGraceDays }: ChurnLesson,
): ChurnModel => {
  const { training } = cutWindows({ firstDay: past.firstDay, lastDay: day }, horizonDays);
  const { cases, contractual, lapsed } = past.casesAt({ cutDay: day, windowDays: 0 });
  return fitChurn(
    training.flatMap((cut) => churnWindow(past, cut, model)),
    {
      horizonDays,
      contractGraceDays,
      current: {
        cases: asKnown([...cases, ...contractual, ...lapsed], day),
        transactions: evaluator,
      },
    },
  );
};

/** The same model without what it learnt from windows: contracts keep their risk, others P(no purchase). */
export const withoutSignals = (churn: ChurnModel): ChurnModel => ({
  ...churn,
  kind: 'transactions',
  levelShift: 0,
  intercept: 0,
  modelWeight: 1,
  signals: [],
});
