import { historicValue, type PastValue } from './detail-value.ts';
import { referrerOf } from './referral-history.ts';
import type { DetailFold, Statistics } from './statistics.ts';

/** All that word-of-mouth value takes from a friend, as of the day of the scorecard. */
export interface FriendFacts {
  readonly customerId: string;
  readonly statistics: Pick<
    Statistics,
    'purchaseDays' | 'firstDay' | 'lastDay' | 'total' | 'firstDayTotal'
  >;
  readonly historic: PastValue;
  /** Who brought the friend, by last touch; null where nobody did or nothing was bought. */
  readonly referrerId: string | null;
  /** The friend's own last recommendation score. */
  readonly nps: number | null;
}

/** The friends that a scorecard looks at. */
export interface Friends {
  readonly facts: readonly FriendFacts[];
  /** Referred customers beyond the bound, not looked at. */
  readonly left: number;
}

export const noFriends: Friends = { facts: [], left: 0 };

/** A scorecard looks at so many referred customers, the latest first. */
export const friendsMax = 100;

/** What is taken from a friend's statistics and detail. */
export const friendFacts = (
  customerId: string,
  { statistics, detail }: { readonly statistics: Statistics; readonly detail: DetailFold },
): FriendFacts => {
  const { purchaseDays, firstDay, lastDay, total, firstDayTotal } = statistics;
  return {
    customerId,
    statistics: { purchaseDays, firstDay, lastDay, total, firstDayTotal },
    historic: historicValue(detail),
    referrerId: referrerOf(detail, firstDay),
    nps: detail.answers.nps?.value ?? null,
  };
};

/** Whom a scorecard looks at: the latest referred first, and how many are left out. */
export const friendsToRead = ({
  referrals,
}: Pick<DetailFold, 'referrals'>): { readonly ids: readonly string[]; readonly left: number } => {
  const ids = [...new Set(referrals.map(({ customerId }) => customerId))];
  return { ids: ids.slice(-friendsMax).sort(), left: Math.max(0, ids.length - friendsMax) };
};
