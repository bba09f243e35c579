import type { LedgerEvent } from '../events/ledger-event.ts';
import type { Day } from '../shared/time.ts';

/** A friend who was referred, on the day of the first referral. */
export interface ReferralOutcome {
  readonly day: Day;
  /** Whether the friend became a customer through this referrer (last touch). */
  readonly isConverted: boolean;
}

/** Whom a customer referred, each friend once. */
export const convertedBy = (
  customerId: string,
  events: readonly LedgerEvent[],
  converted: ReadonlyMap<string, string>,
): readonly ReferralOutcome[] => {
  const first = new Map<string, Day>();
  for (const event of events) {
    if (event.type !== 'referral') continue;
    const { referredCustomerId: friend, day } = event;
    first.set(friend, Math.min(day, first.get(friend) ?? day));
  }
  return [...first].map(([friend, day]) => ({
    day,
    isConverted: converted.get(friend) === customerId,
  }));
};
