import { daysPerMonth } from '../shared/time.ts';
import type { SpreadHistory } from '../value/word-of-mouth.ts';
import type { DetailFold, Statistics } from './statistics.ts';

/**
 * Who brought a customer: the last who referred them up to the day of their first purchase (last touch). Null where
 * nobody did, where they have not bought, or where they were customers before.
 */
export const referrerOf = (
  { referredBy }: Pick<DetailFold, 'referredBy'>,
  firstDay: number | null,
): string | null =>
  firstDay === null
    ? null
    : (referredBy.filter(({ day }) => day <= firstDay).at(-1)?.customerId ?? null);

/** What a customer has done for word of mouth up to a day. */
export interface ReferralRecord {
  readonly statistics: Pick<Statistics, 'firstDay' | 'lastDay'>;
  /** Days of the referrals made, rising. */
  readonly referralDays: readonly number[];
  /** Converted friends. */
  readonly conversions: number;
}

const earliest = (days: readonly (number | null | undefined)[]): number | null => {
  const known = days.filter((day) => typeof day === 'number');
  return known.length === 0 ? null : Math.min(...known);
};

/** First day of the relationship: the first purchase or, before it, the first referral. */
export const joinedOn = ({ statistics, referralDays }: ReferralRecord): number | null =>
  earliest([statistics.firstDay, referralDays.at(0)]);

/**
 * k_i and tau_i: converted friends, and months as a customer, which end a churn horizon after the last purchase or
 * referral. A day is the least. Null before the first purchase or referral.
 */
export const spreadHistory = (
  record: ReferralRecord,
  { day, churnDays }: { readonly day: number; readonly churnDays: number },
): SpreadHistory | null => {
  const from = joinedOn(record);
  if (from === null) return null;
  const last = Math.max(record.statistics.lastDay ?? from, record.referralDays.at(-1) ?? from);
  const to = Math.min(day, last + churnDays);
  return {
    conversions: record.conversions,
    months: Math.max(1, to - from) / daysPerMonth,
  };
};
