import type { Evaluation } from './evaluate.ts';
import { roundTo } from './round-to.ts';
import type { Need } from './scorecard-needs.ts';
import type { DetailFold, Statistics } from './statistics.ts';
import type { Wallet } from './wallet.ts';

/** Relative attitude by repeat patronage (Dick and Basu, Journal of the Academy of Marketing Science 22 (1994) 99-113). */
export const loyaltyClasses = [
  'true_loyal',
  'latent_loyal',
  'spurious_loyal',
  'no_loyalty',
] as const;
export type LoyaltyClass = (typeof loyaltyClasses)[number];

export interface LoyaltyIndex {
  /** What the customer says, 0 to 100. */
  readonly stated: number | null;
  /** What the customer does, 0 to 100. */
  readonly behavioural: number | null;
  /** Null unless both are known. */
  readonly class: LoyaltyClass | null;
}

export interface LoyaltyInput {
  readonly statistics: Statistics;
  readonly detail: DetailFold;
  readonly day: number;
  readonly evaluation: Evaluation | null;
  readonly wallet: Wallet | null;
}

const digits = 1;
const npsMax = 10;
/** A recommendation of 7 and more, and the like, is a favourable attitude. */
const statedFrom = 70;
/** The middle of the index. */
const behaviouralFrom = 50;

/** Where each saturating part of the behavioural index is half full. */
const halfRepeats = 3;
const halfTenureDays = 365;
const halfReferrals = 1;

/** 0 at 0, a half at `half`, never more than 1. */
const saturating = (value: number, half: number): number =>
  Math.max(0, value) / (Math.max(0, value) + half);

const weights = { continuity: 0.4, repetition: 0.2, tenure: 0.15, wallet: 0.15, referrals: 0.1 };

/** The mean of recommendation (times ten) and the intention to buy again, of those that were answered. */
export const statedLoyalty = ({ answers }: Pick<DetailFold, 'answers'>): number | null => {
  const { nps, repurchase } = answers;
  const parts = [
    ...(nps ? [(100 * nps.value) / npsMax] : []),
    ...(repurchase ? [repurchase.value] : []),
  ];
  if (parts.length === 0) return null;
  return roundTo(parts.reduce((sum, part) => sum + part, 0) / parts.length, digits);
};

/** P(alive); without it how many of the own mean gaps the present silence is, inverted: 1 up to one gap. */
const continuityOf = ({ statistics, day, evaluation }: LoyaltyInput): number | null => {
  const alive = evaluation?.aliveProbability ?? null;
  if (alive !== null) return alive;
  const { purchaseDays, firstDay, lastDay } = statistics;
  if (purchaseDays < 2 || firstDay === null || lastDay === null) return null;
  const gap = (lastDay - firstDay) / (purchaseDays - 1);
  return Math.min(1, gap / Math.max(gap, day - lastDay));
};

/**
 * 100 × the weighted mean of what is known: that the customer is still there (0.4), repeat purchases r / (r + 3) (0.2),
 * years as a customer t / (t + 1) (0.15), the share of a freshly stated wallet (0.15; left out without one) and referrals
 * f / (f + 1) (0.1). It rises with each of them. Shares of behaviour and of wallet are the two measures that Jacoby and
 * Chestnut ("Brand Loyalty", 1978) count as behavioural; the weights are our own. Null before a second purchase day.
 */
export const behaviouralLoyalty = (input: LoyaltyInput): number | null => {
  const { statistics, detail, day, wallet } = input;
  const { firstDay, purchaseDays } = statistics;
  const continuity = continuityOf(input);
  if (continuity === null || firstDay === null || purchaseDays < 2) return null;
  const parts: readonly (readonly [weight: number, share: number | null])[] = [
    [weights.continuity, continuity],
    [weights.repetition, saturating(purchaseDays - 1, halfRepeats)],
    [weights.tenure, saturating(day - firstDay, halfTenureDays)],
    [weights.wallet, wallet === null || wallet.isStale ? null : wallet.share],
    [weights.referrals, saturating(detail.referrals.length, halfReferrals)],
  ];
  let sum = 0;
  let weighed = 0;
  for (const [weight, share] of parts) {
    sum += share === null ? 0 : weight * share;
    weighed += share === null ? 0 : weight;
  }
  return roundTo((100 * sum) / weighed, digits);
};

/** Favourable or not, by frequent or not; null unless both are known. */
export const loyaltyClass = (
  stated: number | null,
  behavioural: number | null,
): LoyaltyClass | null => {
  if (stated === null || behavioural === null) return null;
  const isFrequent = behavioural >= behaviouralFrom;
  if (stated >= statedFrom) return isFrequent ? 'true_loyal' : 'latent_loyal';
  return isFrequent ? 'spurious_loyal' : 'no_loyalty';
};

/** Stated and behavioural loyalty apart: who says one thing may do another. */
export const loyaltyIndexOf = (input: LoyaltyInput): LoyaltyIndex => {
  const stated = statedLoyalty(input.detail);
  const behavioural = behaviouralLoyalty(input);
  return { stated, behavioural, class: loyaltyClass(stated, behavioural) };
};

/** What the members that are null would need. */
export const loyaltyNeeds = (
  { stated, behavioural }: LoyaltyIndex,
  { purchaseDays }: Statistics,
): readonly (readonly [field: string, needs: Need | null])[] => [
  ['satisfaction.loyaltyIndex.stated', stated === null ? 'answer' : null],
  [
    'satisfaction.loyaltyIndex.behavioural',
    behavioural !== null ? null : purchaseDays === 0 ? 'purchase' : 'repeat_purchase',
  ],
];
