import type { Need } from './scorecard-needs.ts';
import type { ScorecardMatrix, ScorecardValue } from './scorecard-value-schema.ts';
import type { Scoring } from './scoring.ts';

export interface ValueNeeds {
  /** What the transaction model needs; null where it has all. */
  readonly model: Need | null;
  /** What lifetime value needs. */
  readonly spend: Need | null;
  /** What P(alive) needs. */
  readonly alive: Need | null;
}

const growthNeed = ({ walletShare }: ScorecardValue, spend: Need | null): Need => {
  if (walletShare === null) return 'answer';
  return walletShare.isStale ? 'recent_answer' : (spend ?? 'model');
};

/** Without a model there are no parameters of word of mouth; with one, nobody has been brought yet, or nothing was bought. */
const referralNeed = ({ model }: Scoring): Need => {
  if (model === null) return 'model';
  return model.referral === null ? 'referrals' : 'purchase';
};

/** What each member of the value part that is null would need, by its path. */
export const valueNeeds = (
  scoring: Scoring,
  { value, matrix }: { readonly value: ScorecardValue; readonly matrix: ScorecardMatrix },
  { model, spend, alive }: ValueNeeds,
): readonly (readonly [string, Need])[] => {
  const { potential, current, contribution, mutual, time, perceived } = value;
  const referral = referralNeed(scoring);
  const both = value.referral === null ? referral : (spend ?? 'model');
  const rows: readonly (readonly [string, unknown, Need])[] = [
    ['value.clv', value.clv, spend ?? 'spend_model'],
    ['value.potential.base', potential.base, spend ?? 'spend_model'],
    ['value.potential.growth', potential.growth, growthNeed(value, spend)],
    ['value.current.tenureDays', current.tenureDays, 'purchase'],
    ['value.current.runRate', current.runRate, current.tenureDays === null ? 'purchase' : 'tenure'],
    ['value.contribution', contribution, 'costs'],
    // Without revenue in the months asked for there is nothing to take a share of.
    ['value.contribution.ratio', contribution?.ratio ?? null, 'purchase'],
    ['value.contribution.costToServe', contribution?.costToServe ?? null, 'cost_rates'],
    ['value.mutual.given.service', mutual.given.service, 'cost_rates'],
    ['value.walletShare', value.walletShare, 'answer'],
    ['value.scope', value.scope, 'categories'],
    ['value.time.tenureDays', time.tenureDays, 'purchase'],
    ['value.time.retention', time.retention, model ?? 'model'],
    ['value.time.activeWeeks', time.activeWeeks, model ?? alive ?? 'model'],
    ['value.referral', value.referral, referral],
    ['value.complete', value.complete, both],
    ['matrix', matrix, both],
    ['value.perceived.economic', perceived.economic, 'answer'],
    ['value.perceived.functional', perceived.functional, 'answer'],
    ['value.perceived.emotional', perceived.emotional, 'answer'],
  ];
  return rows
    .filter(([field, found]) => found === null && !isInside(field, contribution))
    .map(([field, , need]) => [field, need] as const);
};

/** A part of a contribution that is itself missing is not told apart. */
const isInside = (field: string, contribution: ScorecardValue['contribution']): boolean =>
  contribution === null && field.startsWith('value.contribution.');
