import type { ReferralMade, ReferralReceived } from '../scoring/statistics.ts';
import type { LedgerEvent } from './ledger-event.ts';

/**
 * Most referrals that the detail of one customer lists, so that its item stays within what a table
 * takes; later ones are counted, paid and recorded, but not listed.
 */
export const referralsMax = 1_000;

/** The referral that an event is, if it is one. */
export const referralOf = (event: LedgerEvent): readonly ReferralMade[] =>
  event.type === 'referral'
    ? [
        {
          eventId: event.eventId,
          customerId: event.referredCustomerId,
          day: event.day,
          reward: event.reward ?? 0,
        },
      ]
    : [];

/** The referrer that an event names, if it names one. */
export const referrerOf = (event: LedgerEvent): readonly ReferralReceived[] =>
  event.type === 'referred'
    ? [{ eventId: event.eventId, customerId: event.referrerCustomerId, day: event.day }]
    : [];

/** Each referred customer once, by the earliest event. */
export const referralsIn = (made: readonly ReferralMade[]): readonly ReferralMade[] => {
  const first = new Map<string, ReferralMade>();
  for (const referral of made.toSorted(byDay))
    if (!first.has(referral.customerId)) first.set(referral.customerId, referral);
  return [...first.values()].slice(0, referralsMax);
};

export const referrersIn = (received: readonly ReferralReceived[]): readonly ReferralReceived[] =>
  received.toSorted(byDay);

const byDay = (a: ReferralReceived, b: ReferralReceived): number =>
  a.day - b.day || (a.eventId < b.eventId ? -1 : 1);
