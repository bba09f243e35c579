import type { Money } from '../shared/money.ts';
import type { Friends } from './friend.ts';
import type { ReferralValue } from './referral-value.ts';
import { roundTo } from './round-to.ts';
import type { ScorecardMatrix, ScorecardValue } from './scorecard-value-schema.ts';
import type { Scoring } from './scoring.ts';
import type { DetailFold } from './statistics.ts';

const rateDigits = 5;
const countDigits = 4;
const monthDigits = 1;

const money = ({ currency }: Scoring, amount: number): Money => ({
  amount: Math.round(amount),
  currency,
});

/** Word-of-mouth value as the scorecard shows it. */
export const referralSection = (
  scoring: Scoring,
  found: ReferralValue | null,
  { detail, friends }: { readonly detail: DetailFold; readonly friends: Friends },
): ScorecardValue['referral'] => {
  const model = scoring.model?.referral ?? null;
  if (found === null || model === null) return null;
  return {
    ...money(scoring, found.wordOfMouth),
    referred: detail.referrals.length,
    notCounted: friends.left,
    converted: found.converted,
    months: roundTo(found.months, monthDigits),
    ratePerMonth: roundTo(found.ratePerMonth, rateDigits),
    expectedConversions: roundTo(found.conversions, countDigits),
    horizonMonths: model.horizonMonths,
    saturation: roundTo(model.saturation, countDigits),
    perConversion: money(scoring, model.conversion.value),
    realised: { ...money(scoring, found.realised), basis: found.realisedBasis },
  };
};

export const completeSection = (
  scoring: Scoring,
  found: ReferralValue | null,
): ScorecardValue['complete'] =>
  found && {
    ...money(scoring, found.complete),
    loyaltyFactor: roundTo(found.loyaltyFactor, countDigits),
  };

/** The cell of trade by referral value with the policy's words about it. */
export const matrixSection = (scoring: Scoring, found: ReferralValue | null): ScorecardMatrix => {
  const thresholds = scoring.model?.referral?.thresholds;
  if (found === null || thresholds === undefined) return null;
  const { cell } = found;
  const { action, goal, text } = scoring.policy.referral.cells[cell];
  return {
    trade: cell === 'champion' || cell === 'affluent' ? 'high' : 'low',
    referral: cell === 'champion' || cell === 'advocate' ? 'high' : 'low',
    cell,
    thresholds: {
      trade: money(scoring, thresholds.trade),
      referral: money(scoring, thresholds.referral),
    },
    action,
    goal: { ...goal },
    text: { ...text },
  };
};
