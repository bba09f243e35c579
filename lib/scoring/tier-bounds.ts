import type { TierBound } from './model-version.ts';
import type { Tiers } from './policy/tiers.ts';
import { quantileBounds } from './quantiles.ts';

/** Bounds of CLV in minor units, best tier first: the policy's own amounts, or cut at its shares of these values. */
export const tierBoundsOf = (tiers: Tiers, values: readonly number[]): TierBound[] => {
  const rest = { id: tiers.rest, from: 0 };
  return tiers.by === 'amount'
    ? [...tiers.levels, rest]
    : [...quantileBounds(tiers.levels, values), rest];
};
