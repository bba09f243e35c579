import { churnEvaluator } from '../churn/churn-evaluator.ts';
import type { ChurnModel } from '../churn/churn-model-schema.ts';
import type { Comparison } from '../scoring/evaluation-schema.ts';
import type { Recipe } from '../scoring/recipe.ts';
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
  /** What stands in for it where it has seen part of a window. */
  readonly recipe: Recipe;
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

/**
 * Standard errors of the paired difference by which a version may be worse without losing. Two against a recipe: what is
 * held back there leaves old parameters in use, so that chance must not do it (one error in each of two measures would,
 * in about a quarter of the changes between recipes that are equally good).
 */
const allowedErrors = { recency: 1, rfm: 1, active: 1, recipe: 2 } as const;

type Measured = Omit<Comparison, 'difference' | 'standardError' | 'loses'>;

const compared = (measured: Measured, noise: Difference | null): readonly Comparison[] => {
  if (noise === null) return [];
  const worse = measured.measure === 'auc' ? -noise.difference : noise.difference;
  return [
    { ...measured, ...noise, loses: worse > allowedErrors[measured.against] * noise.standardError },
  ];
};

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
    ),
  );

const absoluteErrors = ({ cases }: WindowCases, predicted: readonly number[]): readonly number[] =>
  cases.map(({ purchases }, index) => Math.abs((predicted[index] ?? 0) - purchases));

/** What one version says against what another says of the same customers: Brier score of the risk, error of the purchases. */
export const againstPublished = (
  window: WindowCases,
  [own, other]: readonly [Published, Published],
  against: 'active' | 'recipe',
): readonly Comparison[] => {
  const brier = ({ risk }: Published) => brierLosses(risk, churnedOf(window));
  const errors = ({ purchases }: Published) => absoluteErrors(window, purchases);
  return [
    ...compared({ against, measure: 'brier' }, meanDifference(brier(own), brier(other))),
    ...compared({ against, measure: 'mae' }, meanDifference(errors(own), errors(other))),
  ];
};

/** Whether a model was fitted on days that lie in a window: it then knows some of the answers. */
export const hasSeen = ({ dataEndDay }: ActiveModel, cutDay: Day): boolean => dataEndDay > cutDay;

/** The version against the model in use itself; nothing where that has seen part of the window. */
export const againstActive = (
  window: WindowCases,
  own: Published,
  active: ActiveModel,
): readonly Comparison[] => {
  if (hasSeen(active, window.cutDay)) return [];
  const evaluator = active.transactions;
  const { purchases, silence } = predictWindow(evaluator, window);
  const risk = riskOf(active.churn, { evaluator, silence }, window);
  return againstPublished(window, [own, { purchases, risk }], 'active');
};
