import { foldLedger } from '../events/fold.ts';
import { evaluate } from '../scoring/evaluate.ts';
import type { Scoring } from '../scoring/scoring.ts';
import { tierBoundsOf } from '../scoring/tier-bounds.ts';
import { tierOf } from '../scoring/tier-of.ts';
import type { Day, Instant } from '../shared/time.ts';
import type { SampledEvents } from './timeline.ts';

/**
 * The tier of each customer on the landmark, in the order of the ledgers, decided on what the ledger said then: later
 * purchases and refunds must not place a customer in the group whose survival they then show. Shares of the policy are
 * cut on the values of that day: the bounds that are pinned today may lie where nobody stood then.
 */
export const landmarkTiers = (
  ledgers: readonly SampledEvents[],
  scoring: Scoring,
  { landmark, knownAt }: { readonly landmark: Day | null; readonly knownAt: Instant },
): readonly (string | null)[] => {
  if (landmark === null || scoring.tiers.length === 0) return ledgers.map(() => null);
  const values = ledgers.map(({ events }) => {
    const { statistics } = foldLedger(events, { asOfDay: landmark, knownAt });
    return evaluate(scoring, statistics, landmark)?.clv ?? null;
  });
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return values.map(() => null);
  const tiers = tierBoundsOf(scoring.policy.tiers, known);
  const bound = { tiers, policy: scoring.policy };
  return values.map((clv) => tierOf(bound, clv, { day: landmark, stored: null }).tier);
};
