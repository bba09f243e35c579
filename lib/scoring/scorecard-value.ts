import { daysPerWeek, dayToDate } from '../shared/time.ts';
import { contributionIn, mutualIn } from './contribution.ts';
import { currentValue, dailyRunRate, historicValue, yearUpTo } from './detail-value.ts';
import type { Evaluation } from './evaluate.ts';
import { type Friends, noFriends } from './friend.ts';
import type { MonthPeriod } from './months.ts';
import { stepWeeks } from './policy/value.ts';
import { referralValueOf } from './referral-value.ts';
import { retentionOf } from './retention.ts';
import { roundTo } from './round-to.ts';
import { scopeOf } from './scope.ts';
import { completeSection, matrixSection, referralSection } from './scorecard-referral.ts';
import type { ScorecardMatrix, ScorecardValue } from './scorecard-value-schema.ts';
import type { Scoring } from './scoring.ts';
import type { DetailFold, Statistics } from './statistics.ts';
import { valueInterval } from './value-interval.ts';
import { growthOf, walletOf } from './wallet.ts';

/** What the value part of a scorecard is made of. */
export interface ValueInput {
  readonly customerId: string;
  /** Statistics and detail as of the end of the day. */
  readonly statistics: Statistics;
  readonly detail: DetailFold;
  readonly day: number;
  /** Customers that this one referred; none where it is left out. */
  readonly friends?: Friends;
  /** Months of contribution and mutual value; the last twelve where it is left out. */
  readonly period?: MonthPeriod | undefined;
}

const shareDigits = 4;
const weekDigits = 1;

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

const tenureOf = ({ statistics, day }: ValueInput): number | null =>
  statistics.firstDay === null ? null : day - statistics.firstDay;

const currentOf = (scoring: Scoring, input: ValueInput): ScorecardValue['current'] => {
  const { detail, day, statistics } = input;
  const { outlookWeeks, tenureDaysMin } = scoring.policy.growth;
  const tenureDays = tenureOf(input);
  const isLong = tenureDays !== null && tenureDays >= tenureDaysMin;
  const perDay = isLong ? dailyRunRate(detail, statistics.firstDay ?? day, day) : 0;
  return {
    currency: scoring.currency,
    ...currentValue(detail, day),
    tenureDays,
    runRate: isLong
      ? outlookWeeks.map((weeks) => ({ weeks, amount: Math.round(perDay * weeks * daysPerWeek) }))
      : null,
  };
};

const contributionOf = (
  { policy, currency }: Scoring,
  detail: DetailFold,
  period: MonthPeriod,
): ScorecardValue['contribution'] => {
  const found = contributionIn(detail, period, policy.costs);
  if (found === null) return null;
  const ratio = found.revenue > 0 ? roundTo(found.amount / found.revenue, shareDigits) : null;
  return { currency, ...period, ...found, ratio };
};

const timeOf = (
  scoring: Scoring,
  input: ValueInput,
  evaluation: Evaluation | null,
): ScorecardValue['time'] => {
  const found = retentionOf(scoring, evaluation);
  const { contract } = input.statistics.signals;
  const activeWeeks = found?.activeWeeks ?? null;
  return {
    tenureDays: tenureOf(input),
    paidUntil: contract && dayToDate(contract.endDay),
    activeWeeks: activeWeeks === null ? null : roundTo(activeWeeks, weekDigits),
    withinWeeks: Math.max(...scoring.policy.growth.outlookWeeks),
    retention:
      found?.left.map(({ weeks, share }) => ({ weeks, share: roundTo(share, shareDigits) })) ??
      null,
  };
};

const potentialOf = (
  scoring: Scoring,
  growth: number | null,
  clv: ScorecardValue['clv'],
): ScorecardValue['potential'] => {
  const { currency } = scoring;
  return {
    base: clv && { amount: clv.amount, currency },
    growth: growth === null ? null : { amount: Math.round(growth), currency },
  };
};

/** The value part of the scorecard, and the matrix that follows from it. */
export const valueSection = (
  scoring: Scoring,
  input: ValueInput,
  evaluation: Evaluation | null,
): { readonly value: ScorecardValue; readonly matrix: ScorecardMatrix } => {
  const { currency, policy } = scoring;
  const { detail, day, friends = noFriends, period = yearUpTo(day) } = input;
  const clv = evaluation && clvOf(scoring, evaluation);
  const wallet = walletOf(scoring, detail, day);
  const scope = scopeOf(scoring, detail);
  const referral = referralValueOf(scoring, { ...input, friends }, evaluation);
  const { economic, functional, emotional } = detail.answers;
  const value: ScorecardValue = {
    historic: { currency, ...historicValue(detail) },
    current: currentOf(scoring, input),
    potential: potentialOf(scoring, growthOf(scoring, wallet, evaluation), clv),
    clv,
    contribution: contributionOf(scoring, detail, period),
    mutual: { currency, ...period, ...mutualIn(detail, period, policy.costs) },
    walletShare: wallet && {
      currency,
      ...wallet,
      share: wallet.share === null ? null : roundTo(wallet.share, shareDigits),
    },
    scope: scope && {
      share: roundTo(scope.share, shareDigits),
      used: [...scope.used],
      open: [...scope.open],
    },
    time: timeOf(scoring, input, evaluation),
    referral: referralSection(scoring, referral, { detail, friends }),
    complete: clv && completeSection(scoring, referral),
    perceived: { economic, functional, emotional },
  };
  return { value, matrix: clv && matrixSection(scoring, referral) };
};
