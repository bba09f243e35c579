import type { ScoringPolicy } from '../scoring/policy/policy.ts';

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
  // Gaps are measured when a model is fitted.
  ...(churn.definition.by === 'gaps' ? ['/churn/definition'] : []),
];
const neverPinned = ['/referral/cells'];

const lies = (pointer: string, under: readonly string[]): boolean =>
  under.some((member) => pointer === member || pointer.startsWith(`${member}/`));

/** Sorts changes of a policy into those that hold at once and those that wait for a model. */
export const effectsOf = (policy: ScoringPolicy, pointers: readonly string[]): Effects => {
  const waits = (pointer: string): boolean =>
    lies(pointer, pinned(policy)) && !lies(pointer, neverPinned);
  return {
    atOnce: pointers.filter((pointer) => !waits(pointer)),
    withNextModel: pointers.filter(waits),
  };
};
