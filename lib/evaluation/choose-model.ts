import type { FitStatus } from '../value/model-fit.ts';
import type { TransactionModelName } from '../value/transaction-model.ts';
import { areaDifference, areaUnderCurve, meanDifference } from './area-under-curve.ts';
import type { TriedCandidate } from './candidates.ts';
import type { Validation } from './validation.ts';

/** A candidate as it would be published: fitted on everything. */
export interface Contender {
  readonly model: TransactionModelName;
  readonly fit: FitStatus;
  readonly logLikelihood: number;
}

export interface Chosen<T extends Contender> {
  readonly chosen: T | null;
  /** The rule that decided, with its figures. */
  readonly why: string;
}

/**
 * Two log-likelihoods that differ by less are called equal: a difference of 4 in AIC, up to which the lesser model
 * keeps support (Burnham and Anderson, Model Selection and Multimodel Inference, 2002, section 2.6).
 */
const likelihoodNoise = 2;

const digits = 4;

/** Converged ones, else those at a boundary; what is not identified never. */
const usable = <T extends Contender>(contenders: readonly T[]): readonly T[] => {
  const converged = contenders.filter(({ fit }) => fit === 'converged');
  return converged.length > 0 ? converged : contenders.filter(({ fit }) => fit === 'boundary');
};

/** The highest likelihood; among equals the first of the table, the one with the most published figures. */
const byLikelihood = <T extends Contender>(contenders: readonly T[]): T | null => {
  const best = Math.max(...contenders.map(({ logLikelihood }) => logLikelihood));
  return contenders.find(({ logLikelihood }) => logLikelihood >= best - likelihoodNoise) ?? null;
};

interface Attempt<T> {
  readonly contender: T;
  readonly silence: readonly number[];
  readonly errors: readonly number[];
  readonly auc: number;
  readonly mae: number;
}

const attemptsOf = <T extends Contender>(
  contenders: readonly T[],
  { tried, window }: Validation,
): readonly Attempt<T>[] => {
  const churned = window.cases.map(({ purchases }) => purchases === 0);
  const attemptOf = (contender: T, { predictions }: TriedCandidate): readonly Attempt<T>[] => {
    if (predictions === null) return [];
    const errors = predictions.purchases.map((expected, index) =>
      Math.abs(expected - (window.cases[index]?.purchases ?? 0)),
    );
    const mae = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const auc = areaUnderCurve(predictions.silence, churned) ?? 0;
    return [{ contender, silence: predictions.silence, errors, auc, mae }];
  };
  return contenders.flatMap((contender) => {
    const found = tried.find(({ fit }) => fit.model === contender.model);
    return found ? attemptOf(contender, found) : [];
  });
};

/** Those whose AUC is within one standard error of the paired difference to the best one. */
const bestByArea = <T>(
  attempts: readonly Attempt<T>[],
  churned: readonly boolean[],
): readonly Attempt<T>[] => {
  const best = attempts.reduce((one, other) => (other.auc > one.auc ? other : one));
  return attempts.filter((attempt) => {
    const noise = areaDifference([best.silence, attempt.silence], churned);
    return attempt === best || (noise !== null && noise.difference <= noise.standardError);
  });
};

/** Those whose mean absolute error is within one standard error of the paired difference to the best one. */
const bestByError = <T>(attempts: readonly Attempt<T>[]): readonly Attempt<T>[] => {
  const best = attempts.reduce((one, other) => (other.mae < one.mae ? other : one));
  return attempts.filter((attempt) => {
    const noise = meanDifference(attempt.errors, best.errors);
    return attempt === best || (noise !== null && noise.difference <= noise.standardError);
  });
};

const figures = <T extends Contender>(attempts: readonly Attempt<T>[]): string =>
  attempts
    .map(
      ({ contender, auc, mae }) =>
        `${contender.model} ${auc.toFixed(digits)}/${mae.toFixed(digits)}`,
    )
    .join(', ');

const byValidation = <T extends Contender>(
  attempts: readonly Attempt<T>[],
  { window }: Validation,
): Chosen<T> => {
  const churned = window.cases.map(({ purchases }) => purchases === 0);
  const ranking = bestByArea(attempts, churned);
  const closest = bestByError(ranking);
  const chosen = byLikelihood(closest.map(({ contender }) => contender));
  const rule =
    ranking.length === 1
      ? 'best AUC'
      : closest.length === 1
        ? 'smallest error among those with the best AUC'
        : 'best likelihood among those that predict equally well';
  return {
    chosen,
    why: `${rule} on the last ${window.windowDays} days (AUC/MAE: ${figures(attempts)})`,
  };
};

/**
 * Which transaction model is published. Converged fits come before those at a boundary. Among them the validation window
 * decides: first the AUC of P(no purchase), because scores are read as an order and the level of a short window is moved
 * by the season, which all candidates share; then the mean absolute error of the expected purchases; then the
 * likelihood on all data. Differences within one standard error count as none. Without a window the likelihood decides.
 */
export const chooseModel = <T extends Contender>(
  contenders: readonly T[],
  validation: Validation | null,
  wanted: TransactionModelName | 'auto',
): Chosen<T> => {
  const pinned = contenders.find(({ model, fit }) => model === wanted && fit !== 'not_identified');
  if (pinned) return { chosen: pinned, why: 'pinned by the policy' };
  const able = usable(contenders);
  const attempts = validation === null ? [] : attemptsOf(able, validation);
  if (validation !== null && attempts.length > 0) return byValidation(attempts, validation);
  const chosen = byLikelihood(able);
  return {
    chosen,
    why:
      chosen === null
        ? 'no model is determined by the data'
        : 'best likelihood; too few data for a window',
  };
};
