import { type Contract, noSignals, type Signals } from '../scoring/statistics.ts';
import { dateToDay } from '../shared/time.ts';
import type { EventOf, LedgerEvent } from './ledger-event.ts';
import { metricsIn, satisfactionOf } from './satisfaction.ts';

/** Folds events (sorted by time, voided ones left out) into the signals of the compact record. */
export const foldSignals = (events: readonly LedgerEvent[]): Signals =>
  events.reduce(addSignal, {
    ...noSignals,
    openTickets: openTickets(events),
    contract: contractOf(events),
  });

const later = (known: number | null, day: number): number => Math.max(known ?? day, day);

const addSignal = (signals: Signals, event: LedgerEvent): Signals => {
  switch (event.type) {
    case 'visit':
      return { ...signals, lastTouchDay: later(signals.lastTouchDay, event.day) };
    case 'contact':
      return event.direction === 'inbound'
        ? { ...signals, lastTouchDay: later(signals.lastTouchDay, event.day) }
        : signals;
    case 'complaint':
      return {
        ...signals,
        complaints: signals.complaints + 1,
        lastComplaintDay: later(signals.lastComplaintDay, event.day),
      };
    case 'points':
      return {
        ...signals,
        points: signals.points + event.points,
        lastPointsDay: later(signals.lastPointsDay, event.day),
      };
    case 'response':
    case 'feedback': {
      const value = satisfactionOf(metricsIn(event));
      if (value === null) return signals;
      const previous = signals.satisfaction?.value ?? null;
      return { ...signals, satisfaction: { value, day: event.day, previous } };
    }
    default:
      return signals;
  }
};

/** A ticket is open after its last step unless that resolved it. */
const openTickets = (events: readonly LedgerEvent[]): number => {
  const last = new Map<string, EventOf<'service'>['status']>();
  for (const event of events) if (event.type === 'service') last.set(event.ticketId, event.status);
  return [...last.values()].filter((status) => status !== 'resolved').length;
};

/**
 * The contract of a customer: all subscriptions together, because losing the last one is losing the customer. Null where
 * no term was ever paid for: a cancellation alone says nothing of the customer.
 */
const contractOf = (events: readonly LedgerEvent[]): Contract | null => {
  const steps = events.filter((event) => event.type === 'subscription');
  const subscriptions = [
    ...Map.groupBy(steps, ({ subscriptionId }) => subscriptionId).values(),
  ].filter(hasTerm);
  const held = new Set(subscriptions.flat());
  const paid = steps.filter((step) => held.has(step) && isPaid(step));
  const [first] = paid;
  const latest = paid.at(-1);
  if (first === undefined || latest === undefined) return null;
  return {
    sinceDay: first.day,
    endDay: Math.max(...subscriptions.map(endOf)),
    renewals: paid.length - subscriptions.length,
    termDays: Math.max(1, dateToDay(latest.endsOn) - latest.day + 1),
    cancelled: subscriptions.every((each) => each.at(-1)?.status === 'cancelled'),
  };
};

type Step = EventOf<'subscription'>;

const isPaid = ({ status }: Step): boolean => status === 'paid';

/** Whether a term was paid for that no cancellation took back from its first day on. */
const hasTerm = (steps: readonly Step[]): boolean => {
  const last = steps.at(-1);
  const endDay = last?.status === 'cancelled' ? dateToDay(last.endsOn) : Number.POSITIVE_INFINITY;
  return steps.some((step) => isPaid(step) && step.day <= endDay);
};

/** Last day of one subscription: as the cancellation says that ended it, else of the furthest term, its first day at least. */
const endOf = (steps: readonly Step[]): number => {
  const last = steps.at(-1);
  if (last?.status === 'cancelled') return dateToDay(last.endsOn);
  return Math.max(
    ...steps.filter(isPaid).map(({ day, endsOn }) => Math.max(day, dateToDay(endsOn))),
  );
};
