import { dayToDate } from '../shared/time.ts';
import { type AmountBounds, amountBoundsOf } from './amount-bounds.ts';
import { bandGapsOf } from './band-gaps.ts';
import type { Classes } from './classes.ts';
import type { Evaluation } from './evaluate.ts';
import { nextTierOf } from './next-tier.ts';
import type { ScorecardBands } from './scorecard-bands-schema.ts';
import type { NextTierCard, TierStay } from './scorecard-tier-schema.ts';
import type { Scoring } from './scoring.ts';
import { keepsUntil } from './tier-of.ts';

/** The bounds of amount bands that hold: the policy's at once, those by quantile as the model pins them. */
export const amountsOf = ({ policy, model }: Scoring): AmountBounds | null =>
  policy.bands.amount.by === 'amount' ? amountBoundsOf(policy.bands, []) : (model?.amounts ?? null);

/** Until when the stored tier is kept; null where nothing keeps it. */
export const tierStayOf = ({ policy }: Scoring, stored: Classes | null): TierStay => {
  const since = stored?.tierSince ?? null;
  const until = stored && keepsUntil(policy, stored);
  if (until === null || since === null) return null;
  return { since: dayToDate(since), keepsUntil: dayToDate(until) };
};

/** The next tier above and what is missing to it. */
export const nextTierSection = (
  scoring: Scoring,
  evaluation: Evaluation,
  { tier, bands }: { readonly tier: string | null; readonly bands: ScorecardBands },
): NextTierCard => {
  const next = nextTierOf(scoring, tier, evaluation);
  return (
    next && {
      tier: next.tier,
      missing: {
        amount: next.missing,
        currency: scoring.currency,
        purchaseDays: next.purchaseDays,
      },
      bands: bands && bandGapsOf(scoring.policy.bands, amountsOf(scoring), bands),
    }
  );
};
