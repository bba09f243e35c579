import type { Classes } from './classes.ts';
import { levelOf } from './hysteresis.ts';
import type { Scoring } from './scoring.ts';

/** A tier and since when it is held. */
export type HeldTier = Pick<Classes, 'tier' | 'tierSince'>;

const noTier: HeldTier = { tier: null, tierSince: null };

/**
 * The tier of a lifetime value (minor units; null for none). A stored tier is left only when its bound is passed by
 * the margin, and for a lower one only after the minimum stay; for a better one at once. A tier whose beginning is
 * not known has no minimum stay, and whoever has no value any more has no tier, however long it was held.
 */
export const tierOf = (
  { tiers, policy }: Pick<Scoring, 'tiers' | 'policy'>,
  clv: number | null,
  { day, stored }: { readonly day: number; readonly stored: HeldTier | null },
): HeldTier => {
  if (clv === null || tiers.length === 0) return noTier;
  const rising = tiers.toReversed();
  const known = rising.findIndex(({ id }) => id === stored?.tier);
  const level = levelOf(
    clv,
    {
      bounds: rising.slice(1).map(({ from }) => from),
      above: (bound) => bound * (1 + policy.tierHysteresis),
      below: (bound) => bound * (1 - policy.tierHysteresis),
    },
    known < 0 ? null : known,
  );
  if (stored === null) return { tier: rising[level]?.id ?? null, tierSince: null };
  const mustStay = level < known && day < (keepsUntil(policy, stored) ?? day);
  if (level === known || mustStay) return { tier: stored.tier, tierSince: stored.tierSince };
  return { tier: rising[level]?.id ?? null, tierSince: day };
};

/** The first day on which a customer may fall from the tier that is held; null where nothing keeps it. */
export const keepsUntil = (
  { tierMinStayDays }: Pick<Scoring['policy'], 'tierMinStayDays'>,
  { tier, tierSince }: HeldTier,
): number | null =>
  tier === null || tierSince === null || tierMinStayDays === 0 ? null : tierSince + tierMinStayDays;
