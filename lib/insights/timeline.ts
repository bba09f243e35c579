import { byTime, foldLedger } from '../events/fold.ts';
import type { EventOf, LedgerEvent } from '../events/ledger-event.ts';
import type { PurchaseDay } from '../events/purchase-days.ts';
import { type Day, dateToDay, type Instant } from '../shared/time.ts';

/** Paid time of a contractual customer, first and last day inclusive. */
export interface Term {
  readonly fromDay: Day;
  readonly untilDay: Day;
}

/** One customer as cohorts and survival see it. */
export interface Timeline {
  readonly customerId: string;
  /** Rising. */
  readonly days: readonly PurchaseDay[];
  /** Rising, apart from each other by at least a day without cover; empty for customers without a contract. */
  readonly terms: readonly Term[];
}

/** A customer's ledger, as the nightly sample holds it. */
export interface SampledEvents {
  readonly customerId: string;
  readonly events: readonly LedgerEvent[];
}

export interface TimelineOptions {
  /** Last business day that counts. */
  readonly dataEnd: Day;
  /** Inclusive instant up to which arrivals count. */
  readonly knownAt: Instant;
}

/** A ledger as a timeline. */
export const timelineOf = (
  { customerId, events }: SampledEvents,
  { dataEnd, knownAt }: TimelineOptions,
): Timeline => ({
  customerId,
  days: foldLedger(events, { asOfDay: dataEnd, knownAt }).purchaseDays,
  terms: termsOf(events, { dataEnd, knownAt }),
});

/** What one subscription paid for. A cancellation is no term; it says on which day those that it ends do end. */
const paidTerms = (steps: readonly EventOf<'subscription'>[]): readonly Term[] => {
  const last = steps.at(-1);
  const endDay = last?.status === 'cancelled' ? dateToDay(last.endsOn) : Number.POSITIVE_INFINITY;
  return steps
    .filter(({ status, day }) => status === 'paid' && day <= endDay)
    .map(({ day, endsOn }) => ({
      fromDay: day,
      untilDay: Math.min(endDay, Math.max(day, dateToDay(endsOn))),
    }));
};

/** All subscriptions of a customer together, because losing the last one is losing the customer. */
export const termsOf = (
  events: readonly LedgerEvent[],
  { dataEnd, knownAt }: TimelineOptions,
): readonly Term[] => {
  const known = events.filter(({ recordedAt }) => recordedAt <= knownAt);
  const voided = new Set(known.flatMap((event) => (event.type === 'void' ? [event.targetId] : [])));
  const steps = known
    .filter((event) => event.type === 'subscription')
    .filter(({ eventId, day }) => !voided.has(eventId) && day <= dataEnd)
    .sort(byTime);
  return [...Map.groupBy(steps, ({ subscriptionId }) => subscriptionId).values()]
    .flatMap(paidTerms)
    .sort((a, b) => a.fromDay - b.fromDay)
    .reduce<readonly Term[]>(addTerm, []);
};

/** A term that begins on the day after the last one, or before, continues it. */
const addTerm = (terms: readonly Term[], term: Term): readonly Term[] => {
  const last = terms.at(-1);
  if (last === undefined || term.fromDay > last.untilDay + 1) return [...terms, term];
  const untilDay = Math.max(last.untilDay, term.untilDay);
  return [...terms.slice(0, -1), { fromDay: last.fromDay, untilDay }];
};
