import type { FitStatus } from '../value/model-fit.ts';
import type { TransactionModelName } from '../value/transaction-model.ts';
import type { ModelChoice } from './evaluation-schema.ts';

/** A candidate as it would be published, with the likelihood of customers who are the same for all contenders. */
export interface Contender {
  readonly model: TransactionModelName;
  readonly fit: FitStatus;
  readonly logLikelihood: number;
}

/**
 * Two log-likelihoods that differ by less are called equal: a difference of 4 in AIC, up to which the lesser model
 * keeps support (Burnham and Anderson, Model Selection and Multimodel Inference, 2002, section 2.6).
 */
const likelihoodNoise = 2;

/** Converged ones, else those at a boundary; what is not identified never. */
export const publishable = <T extends Contender>(contenders: readonly T[]): readonly T[] => {
  const converged = contenders.filter(({ fit }) => fit === 'converged');
  return converged.length > 0 ? converged : contenders.filter(({ fit }) => fit === 'boundary');
};

/** The candidate that the operator named, unless the data do not determine it. */
export const named = <T extends Contender>(
  contenders: readonly T[],
  wanted: TransactionModelName | 'auto',
): T | undefined =>
  contenders.find(({ model, fit }) => model === wanted && fit !== 'not_identified');

/** Says of a choice that it stands in for the model that the operator named. */
export const insteadOf = (wanted: TransactionModelName | 'auto', why: string): string =>
  wanted === 'auto' ? why : `the data do not determine ${wanted}, which the policy names; ${why}`;

/** The highest likelihood; among equals the first of the table of models, which has the most published figures. */
export const likeliest = <T extends Contender>(contenders: readonly T[]): T | null => {
  const best = Math.max(...contenders.map(({ logLikelihood }) => logLikelihood));
  return contenders.find(({ logLikelihood }) => logLikelihood >= best - likelihoodNoise) ?? null;
};

/** The choice without a window: what the policy names, else the likelihood. */
export const chooseByLikelihood = (
  fits: readonly Contender[],
  wanted: TransactionModelName | 'auto',
): ModelChoice => {
  const pinned = named(fits, wanted);
  if (pinned) return { chosen: pinned.model, why: 'named by the policy', validation: null };
  const chosen = likeliest(publishable(fits))?.model ?? null;
  const why =
    chosen === null
      ? 'the data determine no transaction model'
      : 'best likelihood; too few data for a window to choose by';
  return { chosen, why: insteadOf(wanted, why), validation: null };
};
