import { daysPerMonth } from '../shared/time.ts';
import {
  completeValue,
  type MatrixCell,
  matrixCell,
  realisedValue,
} from '../value/word-of-mouth.ts';
import type { ValueBasis } from './detail-value.ts';
import type { Evaluation } from './evaluate.ts';
import { lifetimeValue } from './evaluate.ts';
import type { FriendFacts, Friends } from './friend.ts';
import { referrerOf, spreadHistory } from './referral-history.ts';
import type { ReferralModel } from './referral-model-schema.ts';
import { type TradeAndReferral, tradeAndReferral } from './referral-worth.ts';
import type { Scoring } from './scoring.ts';
import { type DetailFold, emptyStatistics, type Statistics, toModelInputs } from './statistics.ts';

/** The customer whose word of mouth is valued. */
export interface Referrer {
  readonly customerId: string;
  readonly statistics: Statistics;
  readonly detail: DetailFold;
  readonly day: number;
  readonly friends: Friends;
}

/** Word of mouth of one customer, money in minor units, not rounded. */
export interface ReferralValue extends TradeAndReferral {
  /** Customers that this one brought, by last touch, among those that were looked at. */
  readonly converted: number;
  readonly months: number;
  /** What they are worth so far, a part of their own value. */
  readonly realised: number;
  readonly realisedBasis: ValueBasis;
  /** CCV: for ranking. */
  readonly complete: number;
  readonly cell: MatrixCell;
}

const residualOf = (scoring: Scoring, { statistics }: FriendFacts, day: number): number | null => {
  const whole = { ...emptyStatistics, ...statistics };
  const inputs = toModelInputs(whole, day, scoring.currencyExponent);
  return inputs && lifetimeValue(scoring, inputs);
};

const broughtBy = (referrer: Referrer): readonly FriendFacts[] =>
  referrer.friends.facts.filter(({ referrerId }) => referrerId === referrer.customerId);

const realisedBy = (scoring: Scoring, model: ReferralModel, referrer: Referrer): number => {
  const rewards = new Map(
    referrer.detail.referrals.map(({ customerId, reward }) => [customerId, reward]),
  );
  const conversions = broughtBy(referrer).map((friend) => ({
    historic: friend.historic.amount,
    residual: residualOf(scoring, friend, referrer.day) ?? 0,
    ageMonths: (referrer.day - (friend.statistics.firstDay ?? referrer.day)) / daysPerMonth,
    reward: rewards.get(friend.customerId) ?? 0,
    weight: 1,
  }));
  return realisedValue(conversions, model.conversion, model.discountPerMonth);
};

const basisOf = (scoring: Scoring, friends: readonly FriendFacts[]): ValueBasis =>
  scoring.value.marginRatio !== null && friends.every(({ historic }) => historic.basis === 'margin')
    ? 'margin'
    : 'revenue';

/** TV_j ell_j of the friends that were brought: what attribution takes a share of. */
const friendsTrade = (scoring: Scoring, model: ReferralModel, referrer: Referrer): number =>
  broughtBy(referrer).reduce((sum, friend) => {
    const clv = residualOf(scoring, friend, referrer.day) ?? 0;
    const history = { conversions: 0, months: 0 };
    return sum + tradeAndReferral(model, { clv, nps: friend.nps, history }).trade;
  }, 0);

/**
 * Word-of-mouth value of a customer by the pinned model (science.md 5.2). Null where the model pins none, or before the
 * first purchase and referral. A customer without a lifetime value has a trade of 0.
 */
export const referralValueOf = (
  scoring: Scoring,
  referrer: Referrer,
  evaluation: Evaluation | null,
): ReferralValue | null => {
  const referral = scoring.model?.referral ?? null;
  const { statistics, detail, day } = referrer;
  const brought = broughtBy(referrer);
  const record = {
    statistics,
    referralDays: detail.referrals.map((made) => made.day),
    conversions: brought.length,
  };
  const churnDays = scoring.churnHorizonDays;
  const history = spreadHistory(record, { day, churnDays });
  if (referral === null || history === null) return null;
  const nps = detail.answers.nps?.value ?? null;
  const worth = tradeAndReferral(referral, { clv: evaluation?.clv ?? 0, nps, history });
  const parts = {
    trade: worth.trade,
    wordOfMouth: worth.wordOfMouth,
    referred: referrerOf(detail, statistics.firstDay) !== null,
    friendsTrade: friendsTrade(scoring, referral, referrer),
  };
  return {
    ...worth,
    converted: brought.length,
    months: history.months,
    realised: realisedBy(scoring, referral, referrer),
    realisedBasis: basisOf(scoring, brought),
    complete: completeValue(parts, referral.friendShare),
    cell: matrixCell(parts, referral.thresholds),
  };
};
