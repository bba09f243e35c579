import type { CandidateResult } from '../scoring/evaluation-schema.ts';
import { type ModelInputs, toModelInputs } from '../scoring/statistics.ts';
import { daysPerWeek } from '../shared/time.ts';
import type { ModelFit } from '../value/model-fit.ts';
import type { TransactionEvaluator, TransactionModelName } from '../value/transaction-model.ts';
import { transactionModels } from '../value/transaction-models.ts';
import { countErrors } from './count-errors.ts';
import type { WindowCase, WindowCases } from './past.ts';
import { churnScores } from './probability-scores.ts';

/** Inputs of the models with the gaps that a model of regular buyers needs; null before the first purchase. */
export type CaseInputs = ModelInputs & { readonly logGaps: number };

export const inputsOf = (
  { statistics, logGaps }: WindowCase,
  day: number,
  currencyExponent: number,
): CaseInputs => {
  const inputs = toModelInputs(statistics, day, currencyExponent);
  if (inputs === null) throw new Error('a case of a window has bought by its cut');
  return { ...inputs, logGaps };
};

/** A transaction model as fitted on some customers. */
export interface CandidateFit extends ModelFit {
  readonly model: TransactionModelName;
  /** Null where nothing may be published. */
  readonly evaluator: TransactionEvaluator | null;
}

/** Every transaction model that there is, in the order of the table. */
export const fitCandidates = (inputs: readonly CaseInputs[]): readonly CandidateFit[] =>
  Object.values(transactionModels).map((model) => {
    const fit = model.fit(inputs);
    const evaluator = fit.fit === 'not_identified' ? null : model.at(fit.parameters);
    return { ...fit, model: model.name, evaluator };
  });

/** What a transaction model says of each case of a window, in their order. */
export interface WindowPredictions {
  readonly purchases: readonly number[];
  /** P(no purchase in the window). */
  readonly silence: readonly number[];
}

export const predictWindow = (
  evaluator: TransactionEvaluator,
  { cases, cutDay, windowDays }: WindowCases,
): WindowPredictions => {
  const horizon = windowDays / daysPerWeek;
  const inputs = cases.map((each) => inputsOf(each, cutDay, 0));
  return {
    purchases: inputs.map((history) => evaluator.expectedPurchases(history, horizon)),
    silence: inputs.map((history) => evaluator.noPurchaseProbability(history, horizon)),
  };
};

/** A candidate with its predictions; null where its fit says nothing. */
export interface TriedCandidate {
  readonly fit: CandidateFit;
  readonly predictions: WindowPredictions | null;
}

/** Fits every candidate on what lies before the cut and predicts the window with it. */
export const tryCandidates = (window: WindowCases): readonly TriedCandidate[] =>
  fitCandidates(window.cases.map((each) => inputsOf(each, window.cutDay, 0))).map((fit) => ({
    fit,
    predictions: fit.evaluator && predictWindow(fit.evaluator, window),
  }));

export const candidateResult = (
  { fit: { model, fit, parameters }, predictions }: TriedCandidate,
  { cases }: WindowCases,
): CandidateResult => ({
  model,
  fit,
  parameters: { ...parameters },
  purchases:
    predictions &&
    countErrors(
      predictions.purchases,
      cases.map(({ purchases }) => purchases),
    ),
  churn:
    predictions &&
    churnScores(
      predictions.silence,
      cases.map(({ purchases }) => purchases === 0),
    ),
});
