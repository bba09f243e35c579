import {
  type Contender,
  chooseByLikelihood,
  insteadOf,
  likeliest,
  named,
  publishable,
} from '../scoring/choose-by-likelihood.ts';
import type { ModelChoice } from '../scoring/evaluation-schema.ts';
import type { TransactionModelName } from '../value/transaction-model.ts';
import {
  areaDifference,
  areaUnderCurve,
  type Difference,
  meanDifference,
} from './area-under-curve.ts';
import { evaluationWindow, type WindowCases } from './past.ts';
import type { Validation } from './validation.ts';

/** A candidate on the validation window. */
interface Attempt {
  readonly contender: Contender;
  /** P(no purchase in the window) of each customer. */
  readonly silence: readonly number[];
  /** Absolute errors of the expected purchases, scaled to what the window brought in all. */
  readonly errors: readonly number[];
  readonly error: number;
  readonly auc: number | null;
}

/** Absolute errors after every prediction is scaled so that their sum is what came. */
const scaledErrors = (
  predicted: readonly number[],
  actual: readonly number[],
): readonly number[] => {
  const total = predicted.reduce((sum, value) => sum + value, 0);
  const scale = total > 0 ? actual.reduce((sum, value) => sum + value, 0) / total : 0;
  return predicted.map((value, index) => Math.abs(value * scale - (actual[index] ?? 0)));
};

const churnedIn = ({ cases }: WindowCases): readonly boolean[] =>
  cases.map(({ purchases }) => purchases === 0);

const attemptsOf = (
  contenders: readonly Contender[],
  { tried, window }: Validation,
): readonly Attempt[] => {
  const actual = window.cases.map(({ purchases }) => purchases);
  return contenders.flatMap((contender) => {
    const predictions = tried.find(({ fit }) => fit.model === contender.model)?.predictions;
    if (!predictions) return [];
    const errors = scaledErrors(predictions.purchases, actual);
    const error = errors.reduce((sum, each) => sum + each, 0) / errors.length;
    const { silence } = predictions;
    return [{ contender, silence, errors, error, auc: areaUnderCurve(silence, churnedIn(window)) }];
  });
};

/** The best attempt, and those behind it by at most one standard error of the paired difference. */
const equalsOfBest = (
  attempts: readonly Attempt[],
  isBetter: (attempt: Attempt, than: Attempt) => boolean,
  lagBehind: (attempt: Attempt, best: Attempt) => Difference | null,
): readonly Attempt[] => {
  const best = attempts.reduce((one, other) => (isBetter(other, one) ? other : one));
  return attempts.filter((attempt) => {
    if (attempt === best) return true;
    const lag = lagBehind(attempt, best);
    return lag !== null && lag.difference <= lag.standardError;
  });
};

const byValidation = (
  attempts: readonly Attempt[],
  { window }: Validation,
): Pick<ModelChoice, 'chosen' | 'why'> => {
  const closest = equalsOfBest(
    attempts,
    (attempt, than) => attempt.error < than.error,
    (attempt, best) => meanDifference(attempt.errors, best.errors),
  );
  const rankers = equalsOfBest(
    closest,
    (attempt, than) => (attempt.auc ?? 0) > (than.auc ?? 0),
    (attempt, best) => areaDifference([best.silence, attempt.silence], churnedIn(window)),
  );
  const rule =
    attempts.length === 1
      ? 'the only usable candidate'
      : closest.length === 1
        ? 'smallest error of the purchases'
        : rankers.length === 1
          ? 'best order by risk among those with the smallest error'
          : 'best likelihood among those that predict equally well';
  return {
    chosen: likeliest(rankers.map(({ contender }) => contender))?.model ?? null,
    why: `${rule} in the last ${window.windowDays} days`,
  };
};

/**
 * Which transaction model is published. Converged fits come before those at a boundary. Among them the validation window
 * decides. First the mean absolute error of the expected purchases, scaled to what the window brought in all: the level
 * of a short window is moved by the season, which the candidates share, and what is left is who buys how much. Then the
 * AUC of P(no purchase), then the likelihood on all data. Differences within one standard error (paired, same customers)
 * count as none. Without a window the likelihood decides. What the operator named comes before all of this, at a boundary
 * too; where the data do not determine it, the choice is as if nothing were named, and says so.
 */
export const chooseModel = (
  contenders: readonly Contender[],
  validation: Validation | null,
  wanted: TransactionModelName | 'auto',
): ModelChoice => {
  if (validation === null) return chooseByLikelihood(contenders, wanted);
  const shown = describeValidation(validation);
  const pinned = named(contenders, wanted);
  const attempts = attemptsOf(publishable(contenders), validation);
  if (pinned || attempts.length === 0) {
    return { ...chooseByLikelihood(contenders, wanted), validation: shown };
  }
  const { chosen, why } = byValidation(attempts, validation);
  return { chosen, why: insteadOf(wanted, why), validation: shown };
};

const describeValidation = (validation: Validation): ModelChoice['validation'] => {
  const { tried, window } = validation;
  const contenders = tried.map(({ fit }) => fit);
  const attempts = attemptsOf(contenders, validation);
  return {
    window: evaluationWindow(window),
    customers: window.cases.length,
    candidates: contenders.map(({ model, fit }) => {
      const attempt = attempts.find(({ contender }) => contender.model === model);
      return { model, fit, scaledError: attempt?.error ?? null, auc: attempt?.auc ?? null };
    }),
  };
};
