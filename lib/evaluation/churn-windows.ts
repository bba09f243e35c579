import type { ChurnWindow, WindowCut } from '../churn/churn-case.ts';
import type { ChurnModel } from '../churn/churn-model-schema.ts';
import { cutWindows } from '../churn/cut-windows.ts';
import { fitChurn } from '../churn/fit-churn.ts';
import type { TransactionModelName } from '../value/transaction-model.ts';
import { transactionModels } from '../value/transaction-models.ts';
import { inputsOf } from './candidates.ts';
import type { Past } from './past.ts';

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
  const labelled = cases.map(({ statistics, purchases }) => ({
    statistics,
    day: cut.cutDay,
    churned: purchases === 0,
  }));
  return [{ ...cut, cases: labelled, transactions: transactions.at(fitted.parameters) }];
};

/** Learns the churn model from what is known at a day, for a horizon. */
export const learnChurn = (
  past: Past,
  day: number,
  { model, horizonDays }: { readonly model: TransactionModelName; readonly horizonDays: number },
): ChurnModel => {
  const { training } = cutWindows({ firstDay: past.firstDay, lastDay: day }, horizonDays);
  const windows = training.flatMap((cut) => churnWindow(past, cut, model));
  return fitChurn(windows, { horizonDays });
};
