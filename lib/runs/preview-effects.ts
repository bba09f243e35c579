import type { ModelVersion } from '../scoring/model-version.ts';
import { churnHorizonOf, horizonToFit } from '../scoring/policy/churn.ts';
import type { ScoringPolicy } from '../scoring/policy/policy.ts';
import type { ClassName } from './tally.ts';

/** JSON pointers to changes, by when they take effect. */
export interface Effects {
  readonly atOnce: string[];
  readonly withNextModel: string[];
}

/**
 * What a model version pins, so that it changes with the next one only: what its parameters and bounds were fitted
 * and cut under. Of word of mouth only the texts of the cells hold at once.
 */
const pinned = ({ tiers, bands, churn }: ScoringPolicy): readonly string[] => [
  '/value',
  '/models',
  '/rfm',
  '/referral',
  ...(tiers.by === 'quantile' ? ['/tiers'] : []),
  ...(bands.amount.by === 'quantile' ? ['/bands/amount'] : []),
  // The level of the risk is set for the horizon that was fitted.
  ...(churn.definition.by === 'gaps' ? ['/churn/definition'] : []),
];
const neverPinned = ['/referral/cells'];

const lies = (pointer: string, under: readonly string[]): boolean =>
  under.some((member) => pointer === member || pointer.startsWith(`${member}/`));

const changesUnder = (pointers: readonly string[], members: readonly string[]): boolean =>
  pointers.some((pointer) => lies(pointer, members));

/** A change of a policy, and the model that is in use. */
export interface PolicyChange {
  readonly policy: ScoringPolicy;
  readonly model: ModelVersion | null;
  /** JSON pointers to what differs. */
  readonly pointers: readonly string[];
}

/** Sorts changes of a policy into those that hold at once and those that wait for a model. */
export const effectsOf = ({
  policy,
  pointers,
}: Pick<PolicyChange, 'policy' | 'pointers'>): Effects => {
  const waits = (pointer: string): boolean =>
    lies(pointer, pinned(policy)) && !lies(pointer, neverPinned);
  return {
    atOnce: pointers.filter((pointer) => !waits(pointer)),
    withNextModel: pointers.filter(waits),
  };
};

/** The model is chosen on a window of the past that is at most a horizon long: another window may choose another one. */
const mayChooseAnother = (
  { churn, evaluation: { choice } }: ModelVersion,
  { models }: ScoringPolicy,
  horizonDays: number,
): boolean => {
  const window = choice.validation?.window;
  if (models.transactions !== 'auto' || !window || !churn) return false;
  const wasShortened = window.days === churn.horizonDays;
  return horizonDays < window.days || (wasShortened && horizonDays > window.days);
};

/**
 * The churn horizon that the next model is fitted for, by the gaps of the model in use. Versions that did not keep them
 * know their own horizon alone.
 */
export const nextHorizonOf = (
  { purchaseGaps, churn }: ModelVersion,
  { churn: settings }: ScoringPolicy,
): number =>
  purchaseGaps ? horizonToFit(settings, purchaseGaps) : churnHorizonOf(settings, churn);

/**
 * The classes for which a new fit under a policy may say something else than the parameters in use: those of churn risk
 * where its horizon or the grace of contracts differs from what was fitted, all that a model decides where it may be another.
 */
export const approximateUnder = ({ policy, model, pointers }: PolicyChange): ClassName[] => {
  if (!model?.transactions) return [];
  const horizonDays = nextHorizonOf(model, policy);
  const isOtherHorizon = model.churn !== null && horizonDays !== model.churn.horizonDays;
  const isOtherModel =
    changesUnder(pointers, ['/models']) || mayChooseAnother(model, policy, horizonDays);
  if (isOtherModel) return ['tier', 'activity', 'risk'];
  return isOtherHorizon || changesUnder(pointers, ['/churn/definition', '/churn/contractGraceDays'])
    ? ['risk']
    : [];
};
