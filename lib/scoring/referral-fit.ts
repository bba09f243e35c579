import { daysPerMonth } from '../shared/time.ts';
import { medianOf } from '../value/gamma-gamma.ts';
import { fitLoyaltyEffect, type LoyaltyCase } from '../value/loyalty-effect.ts';
import {
  conversionValue,
  firstGenerationMonths,
  type LoyaltyEffect,
  monthlyDiscount,
  populationRate,
  reproductionNumber,
  type SpreadDynamics,
  spreaderMonths,
} from '../value/word-of-mouth.ts';
import {
  fitMultipliers,
  fitSpreadRate,
  fitStopRate,
  npsGroupOf,
} from '../value/word-of-mouth-fit.ts';
import { saturation } from '../value/word-of-mouth-saturation.ts';
import { lifetimeValue } from './evaluate.ts';
import { joinedOn, spreadHistory } from './referral-history.ts';
import type { ReferralModel } from './referral-model-schema.ts';
import { type TradeAndReferral, tradeAndReferral } from './referral-worth.ts';
import type { Scoring } from './scoring.ts';
import { type Statistics, toModelInputs } from './statistics.ts';

/** One customer of the sample, as of the last day of the data. */
export interface ReferralCase {
  readonly statistics: Statistics;
  /** The last recommendation score, 0..10. */
  readonly nps: number | null;
  /** Days of the referrals made, rising. */
  readonly referralDays: readonly number[];
  /** Rewards of the referrals that were converted, one for each friend, minor units. */
  readonly conversionRewards: readonly number[];
  /** The last window: what was spent in it, what was expected, and the score that was known before it. */
  readonly loyalty: LoyaltyCase | null;
}

export interface ReferralFitConditions {
  readonly day: number;
  /** The models that value new customers; thresholds and loyalty depend on them. */
  readonly scoring: Scoring;
  /** All customers, of whom the cases are a sample. */
  readonly customers: number;
}

const recordOf = ({ statistics, referralDays, conversionRewards }: ReferralCase) => ({
  statistics,
  referralDays,
  conversions: conversionRewards.length,
});

const mean = (values: readonly number[]): number =>
  values.length === 0
    ? 0
    : values.toSorted((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;

/** From becoming a customer to the last referral, censored while the referrer may go on. */
const spanOf = (one: ReferralCase, day: number, stopDays: number) => {
  const from = joinedOn(recordOf(one)) ?? day;
  const last = one.referralDays.at(-1) ?? from;
  const hasStopped = day - last > stopDays;
  return { months: ((hasStopped ? last : day) - from) / daysPerMonth, hasStopped };
};

/** V_new: lifetime value of a customer at x = 0, T = 0, with what the first purchase day brings. Null without models. */
const newCustomerValue = (cases: readonly ReferralCase[], scoring: Scoring): number | null => {
  const residual = lifetimeValue(scoring, { x: 0, tx: 0, T: 0, zbar: 0 });
  if (residual === null) return null;
  const firsts = cases
    .filter(({ statistics }) => statistics.purchaseDays > 0)
    .map(({ statistics }) => statistics.firstDayTotal);
  return Math.max(0, residual + mean(firsts) * (scoring.value.marginRatio ?? 1));
};

/** w_r: the mean reward of the converted referrals, or the setting where no event carries one. */
const rewardOf = (cases: readonly ReferralCase[], setting: number): number => {
  const rewards = cases.flatMap(({ conversionRewards }) => conversionRewards);
  return rewards.some((reward) => reward > 0) ? mean(rewards) : setting;
};

const susceptibleShareOf = ({ policy }: Scoring, customers: number): number => {
  const { marketSize, susceptibleShare } = policy.referral;
  return marketSize === null ? susceptibleShare : Math.max(0, 1 - customers / marketSize);
};

/** Spreaders expected among all customers: everybody begins as one and stops at the fitted rate. */
const spreadersOf = (
  cases: readonly ReferralCase[],
  { day, customers }: ReferralFitConditions,
  stopPerMonth: number,
): number => {
  const spreading = cases.map((one) => {
    const from = one.referralDays.at(-1) ?? joinedOn(recordOf(one));
    return from === null ? 0 : Math.exp((-stopPerMonth * (day - from)) / daysPerMonth);
  });
  return mean(spreading) * Math.max(customers, cases.length);
};

const saturationOf = (
  cases: readonly ReferralCase[],
  conditions: ReferralFitConditions,
  dynamics: SpreadDynamics,
): number => {
  const { susceptibleShare } = dynamics;
  if (susceptibleShare >= 1) return 1;
  const customers = Math.max(conditions.customers, cases.length);
  const size = customers / (1 - susceptibleShare);
  return saturation(
    {
      size,
      susceptible: size * susceptibleShare,
      spreaders: spreadersOf(cases, conditions, dynamics.stopPerMonth),
    },
    dynamics,
  );
};

const dynamicsOf = (
  cases: readonly ReferralCase[],
  { day, scoring, customers }: ReferralFitConditions,
  ratePerMonth: number,
): SpreadDynamics => {
  const { stopDays, horizonMonths } = scoring.policy.referral;
  const referrers = cases.filter(({ referralDays }) => referralDays.length > 0);
  return {
    ratePerMonth,
    stopPerMonth: fitStopRate(referrers.map((one) => spanOf(one, day, stopDays))),
    susceptibleShare: susceptibleShareOf(scoring, customers),
    discountPerMonth: monthlyDiscount(scoring.value.discountRatePerYear),
    horizonMonths,
  };
};

/** The measured effect of attitude; without one the mean score of all who answered, which then changes nothing. */
const loyaltyOf = (cases: readonly ReferralCase[]): LoyaltyEffect => {
  const effect = fitLoyaltyEffect(cases.flatMap(({ loyalty }) => loyalty ?? []));
  return effect.eta === 0
    ? { eta: 0, meanNps: mean(cases.flatMap(({ nps }) => nps ?? [])) }
    : effect;
};

/** Trade and word-of-mouth value of every buyer of the sample, by the model that is being made. */
const worthOf = (
  cases: readonly ReferralCase[],
  model: ReferralModel,
  { day, scoring }: ReferralFitConditions,
): readonly TradeAndReferral[] =>
  cases.flatMap((one) => {
    const inputs = toModelInputs(one.statistics, day, scoring.currencyExponent);
    const clv = inputs && lifetimeValue(scoring, inputs);
    const churnDays = scoring.churnHorizonDays;
    const history = spreadHistory(recordOf(one), { day, churnDays });
    return clv === null || history === null
      ? []
      : [tradeAndReferral(model, { clv, nps: one.nps, history })];
  });

const withThresholds = (
  model: ReferralModel,
  worth: readonly TradeAndReferral[],
  { policy }: Scoring,
): ReferralModel => {
  const { trade, referral } = policy.referral.thresholds;
  return {
    ...model,
    thresholds: {
      trade: trade ?? medianOf(worth.map((one) => one.trade)),
      referral: referral ?? medianOf(worth.map((one) => one.wordOfMouth)),
    },
  };
};

/**
 * The parameters of word of mouth (science.md 5.2) of a sample of customers. Null where no referral has brought a
 * customer yet, or no lifetime value can be computed: defaults alone would make numbers up. The order of the cases
 * does not matter.
 */
export const fitReferralModel = (
  cases: readonly ReferralCase[],
  conditions: ReferralFitConditions,
): ReferralModel | null => {
  const { day, scoring } = conditions;
  const churnDays = scoring.churnHorizonDays;
  const histories = cases.flatMap((one) => {
    const history = spreadHistory(recordOf(one), { day, churnDays });
    return history === null ? [] : [{ ...history, group: npsGroupOf(one.nps) }];
  });
  const rate = fitSpreadRate(histories);
  const newValue = newCustomerValue(cases, scoring);
  if (rate.conversions === 0 || newValue === null) return null;
  const ratePerMonth = populationRate(rate);
  const dynamics = dynamicsOf(cases, conditions, ratePerMonth);
  const { typeOneShare, acquisitionCost, reward, friendShare } = scoring.policy.referral;
  const terms = {
    typeOneShare,
    newCustomerValue: newValue,
    acquisitionCost,
    reward: rewardOf(cases, reward),
  };
  const { ratePerMonth: _, ...pinned } = dynamics;
  const model: ReferralModel = {
    customers: cases.length,
    referrers: cases.filter(({ referralDays }) => referralDays.length > 0).length,
    rate,
    multipliers: fitMultipliers(histories, ratePerMonth),
    ...pinned,
    spreaderMonths: spreaderMonths(dynamics),
    firstGenerationMonths: firstGenerationMonths(dynamics),
    reproductionNumber: reproductionNumber(dynamics),
    saturation: saturationOf(cases, conditions, dynamics),
    conversion: { ...terms, value: conversionValue(terms) },
    loyalty: loyaltyOf(cases),
    friendShare,
    thresholds: { trade: 0, referral: 0 },
  };
  return withThresholds(model, worthOf(cases, model, conditions), scoring);
};
