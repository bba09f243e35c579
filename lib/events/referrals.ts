import type { ReferralMade, ReferralReceived } from '../scoring/statistics.ts';
import type { Day } from '../shared/time.ts';
import type { LedgerEvent } from './ledger-event.ts';

/**
 * Most referrals that the detail of one customer lists, so that its item stays within what a table
 * takes; later ones are counted, paid and recorded, but not listed.
 */
export const referralsMax = 500;

/** Most referrers that the detail of one customer lists: of a customer who buys only the last one before counts. */
export const referrersMax = 200;

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

/** In order of day and event id. */
export const referrersIn = (received: readonly ReferralReceived[]): readonly ReferralReceived[] =>
  received.toSorted(byDay);

/**
 * The referrers that the detail lists: up to the limit all, beyond it the last ones up to the first
 * purchase, then those after it.
 */
export const listedReferrers = (
  received: readonly ReferralReceived[],
  firstDay: Day | null,
): readonly ReferralReceived[] => {
  const all = referrersIn(received);
  const before = firstDay === null ? all.length : all.filter(({ day }) => day <= firstDay).length;
  const from = Math.max(0, before - referrersMax);
  return all.slice(from, from + referrersMax);
};

const byDay = (a: ReferralReceived, b: ReferralReceived): number =>
  a.day - b.day || (a.eventId < b.eventId ? -1 : 1);
