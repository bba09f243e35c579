import { churnEvaluator } from '../churn/churn-evaluator.ts';
import type { ChurnModel } from '../churn/churn-model-schema.ts';
import type { Comparison } from '../scoring/evaluation-schema.ts';
import type { Day } from '../shared/time.ts';
import type { TransactionEvaluator } from '../value/transaction-model.ts';
import { areaDifference, type Difference, meanDifference } from './area-under-curve.ts';
import type { NaiveScores } from './baselines.ts';
import { predictWindow, type WindowPredictions } from './candidates.ts';
import type { WindowCases } from './past.ts';
import { brierLosses } from './probability-scores.ts';

/** The model in use, bound. */
export interface ActiveModel {
  readonly transactions: TransactionEvaluator;
  readonly churn: ChurnModel | null;
  /** The last day that it was fitted on. */
  readonly dataEndDay: Day;
}

/** What a version says of every case of a window: purchases, and the published risk. */
export interface Published {
  readonly purchases: readonly number[];
  readonly risk: readonly number[];
}

/** The published risk of each case: of the combined model where there is one, else P(no purchase in the window). */
export const riskOf = (
  churn: ChurnModel | null,
  {
    evaluator,
    silence,
  }: { readonly evaluator: TransactionEvaluator } & Pick<WindowPredictions, 'silence'>,
  { cases, cutDay, windowDays }: WindowCases,
): readonly number[] => {
  if (churn === null) return silence;
  const combined = churnEvaluator(churn, evaluator, {
    horizonDays: windowDays,
    contractGraceDays: 0,
  });
  return cases.map(
    ({ statistics }, index) => combined.risk({ statistics, day: cutDay }) ?? silence[index] ?? 1,
  );
};

const churnedOf = ({ cases }: WindowCases): readonly boolean[] =>
  cases.map(({ purchases }) => purchases === 0);

type Measured = Omit<Comparison, 'difference' | 'standardError' | 'loses'>;

const compared = (
  measured: Measured,
  noise: Difference | null,
  allowed: number,
): readonly Comparison[] => {
  if (noise === null) return [];
  const worse = measured.measure === 'auc' ? -noise.difference : noise.difference;
  return [{ ...measured, ...noise, loses: worse > allowed * noise.standardError }];
};

/** Standard errors by which a version may be worse without losing. */
const allowedErrors = 1;
/** The same against a model that has seen part of the window, and so has an advantage that is no merit. */
const allowedErrorsSeen = 2;

/** The published risk against ranking by recency and by the RFM quintile sum (science.md R20), by AUC. */
export const againstBaselines = (
  window: WindowCases,
  risk: readonly number[],
  naive: NaiveScores,
): readonly Comparison[] =>
  (['recency', 'rfm'] as const).flatMap((against) =>
    compared(
      { against, measure: 'auc' },
      areaDifference([risk, naive[against]], churnedOf(window)),
      allowedErrors,
    ),
  );

const absoluteErrors = ({ cases }: WindowCases, predicted: readonly number[]): readonly number[] =>
  cases.map(({ purchases }, index) => Math.abs((predicted[index] ?? 0) - purchases));

/** The version against the model in use, on the same customers: Brier score of the risk, error of the purchases. */
export const againstActive = (
  window: WindowCases,
  { purchases, risk }: Published,
  active: ActiveModel,
): readonly Comparison[] => {
  const predictions = predictWindow(active.transactions, window);
  const evaluator = active.transactions;
  const activeRisk = riskOf(active.churn, { evaluator, silence: predictions.silence }, window);
  const churned = churnedOf(window);
  const allowed = active.dataEndDay > window.cutDay ? allowedErrorsSeen : allowedErrors;
  return [
    ...compared(
      { against: 'active', measure: 'brier' },
      meanDifference(brierLosses(risk, churned), brierLosses(activeRisk, churned)),
      allowed,
    ),
    ...compared(
      { against: 'active', measure: 'mae' },
      meanDifference(
        absoluteErrors(window, purchases),
        absoluteErrors(window, predictions.purchases),
      ),
      allowed,
    ),
  ];
};
