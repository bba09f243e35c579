import { kaplanMeier } from '../../lib/insights/kaplan-meier.ts';
import type { ContractHistory } from '../../lib/value/shifted-beta-geometric.ts';

/**
 * The share of customers who stay beyond each opportunity to leave, without any model (Kaplan and Meier 1958): what a
 * fitted curve is held against. Contracts that are still active count until their last renewal.
 */
export const observedSurvival = (histories: readonly ContractHistory[]): readonly number[] => {
  // Who leaves instead of renewing for the n-th time lives through n opportunities, the last of which ends the life.
  const lives = histories.map(({ renewals, isActive }) => ({
    days: isActive ? renewals : renewals + 1,
    ended: !isActive,
  }));
  const steps = kaplanMeier(lives);
  const longest = lives.reduce((most, { days }) => Math.max(most, days), 0);
  return Array.from(
    { length: longest },
    (_, j) => steps.findLast(({ days }) => days <= j + 1)?.survival ?? 1,
  );
};
