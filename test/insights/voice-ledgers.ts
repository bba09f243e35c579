import type { LedgerEvent } from '../../lib/events/ledger-event.ts';
import type { SampledEvents } from '../../lib/insights/timeline.ts';
import { dayToDate } from '../../lib/shared/time.ts';

let serial = 0;

const entry = (day: number, minute = 0) => {
  serial += 1;
  const at = `${dayToDate(day)}T${String(4 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000Z`;
  return {
    ledgerId: 'led',
    eventId: `evt_${String(serial).padStart(6, '0')}`,
    customerId: '',
    occurredAt: at,
    day,
    recordedAt: at,
    hash: '',
    by: '',
  };
};

type Facts<T extends LedgerEvent['type']> = Omit<
  Extract<LedgerEvent, { type: T }>,
  keyof ReturnType<typeof entry> | 'type' | 'voidedBy'
>;
type Voiced<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>;

/** An answer to `svy_1` at noon of a day, or some minutes later. */
export const response = (
  day: number,
  { minute = 0, ...more }: Partial<Facts<'response'>> & { readonly minute?: number } = {},
): Voiced<'response'> => {
  const base = entry(day, minute);
  return {
    ...base,
    type: 'response',
    ...{ surveyId: 'svy_1', responseId: base.eventId, surveyVersion: 1, language: 'en' },
    ...{ channel: 'link', metrics: {}, answers: {}, ...more },
  };
};

/** An answer with these scores. */
export const scored = (day: number, metrics: Facts<'response'>['metrics'], tier = 'mid') =>
  response(day, { metrics, classes: { tier, stage: 'loyal', activity: 'active', risk: 'low' } });

export const referral = (day: number, friend: string): Voiced<'referral'> => ({
  ...entry(day),
  type: 'referral',
  referredCustomerId: friend,
});

export const feedback = (day: number, rating: number): Voiced<'feedback'> => ({
  ...entry(day),
  type: 'feedback',
  channel: 'review',
  rating,
});

export const service = (
  day: number,
  minute: number,
  status: Facts<'service'>['status'],
): Voiced<'service'> => ({ ...entry(day, minute), type: 'service', ticketId: 'tkt', status });

/** A customer's ledger of these events. */
export const ledgerOf = (customerId: string, events: readonly LedgerEvent[]): SampledEvents => ({
  customerId,
  events: events.map((event) => ({ ...event, customerId })),
});
