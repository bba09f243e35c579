import { contributionMargin, currentValue, historicValue } from './detail-value.ts';
import type { Evaluation } from './evaluate.ts';
import { stepWeeks } from './policy/value.ts';
import { roundTo } from './round-to.ts';
import type { ScorecardInput } from './scorecard.ts';
import type { ScorecardValue } from './scorecard-value-schema.ts';
import type { Scoring } from './scoring.ts';
import { valueInterval } from './value-interval.ts';

const clvOf = (scoring: Scoring, evaluation: Evaluation): ScorecardValue['clv'] => {
  if (evaluation.clv === null) return null;
  const { value, currency } = scoring;
  const interval = valueInterval(scoring, evaluation);
  return {
    amount: Math.round(evaluation.clv),
    currency,
    interval: interval && [Math.round(interval[0]), Math.round(interval[1])],
    horizon: { weeks: value.horizonWeeks, stepWeeks },
    discountRate: value.discountRatePerYear,
    basis: value.marginRatio === null ? 'revenue' : 'margin',
  };
};

/** The value part of the scorecard. */
export const valueSection = (
  scoring: Scoring,
  { statistics, detail, day }: ScorecardInput,
  evaluation: Evaluation | null,
): ScorecardValue => {
  const { currency } = scoring;
  const clv = evaluation && clvOf(scoring, evaluation);
  const contribution = contributionMargin(detail);
  return {
    historic: { currency, ...historicValue(detail) },
    current: {
      currency,
      ...currentValue(detail, day),
      tenureDays: statistics.firstDay === null ? null : day - statistics.firstDay,
    },
    potential: { base: clv && { amount: clv.amount, currency }, growth: null },
    clv,
    contribution: contribution && {
      currency,
      amount: contribution.amount,
      ratio: contribution.ratio === null ? null : roundTo(contribution.ratio, 4),
    },
    walletShare: null,
    scope: null,
    referral: null,
  };
};
