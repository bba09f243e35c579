import type { RecordedEvent } from '../../../lib/contract/event-shapes.ts';
import type { LedgerEvent, Purchase } from '../../../lib/events/ledger-event.ts';
import type { Money } from '../../../lib/shared/money.ts';
import { dayToDate } from '../../../lib/shared/time.ts';

/** The wire form of an event; amounts are stored in minor units of the reporting currency. */
export const serializeEvent = (event: LedgerEvent, currency: string): RecordedEvent => {
  const about = {
    id: event.eventId,
    customerId: event.customerId,
    occurredAt: event.occurredAt,
    day: dayToDate(event.day),
    recordedAt: event.recordedAt,
    ...(event.voidedBy === undefined ? {} : { voidedBy: event.voidedBy }),
  };
  switch (event.type) {
    case 'purchase':
      return { ...about, type: 'purchase', ...purchaseMembers(event, currency) };
    case 'refund': {
      const { type, orderId, amount, original } = event;
      const given = original ? { original } : {};
      return { ...about, type, orderId, amount: { amount, currency }, ...given };
    }
    case 'void':
      return { ...about, type: 'void', eventId: event.targetId, ...named('reason', event.text) };
    case 'visit':
      return { ...about, type: 'visit' };
    case 'contact': {
      const { type, channel, direction, text } = event;
      return { ...about, type, channel, direction, ...named('subject', text) };
    }
    case 'complaint':
      return { ...about, type: 'complaint', ...named('reason', event.text) };
    case 'referral':
      return { ...about, type: 'referral', referredCustomerId: event.referredCustomerId };
    case 'note':
      return { ...about, type: 'note', ...named('text', event.text) };
    case 'response': {
      const { type, surveyId, responseId, surveyVersion, metrics } = event;
      return { ...about, type, surveyId, responseId, surveyVersion, metrics };
    }
    case 'transition': {
      const { type, class: name, from, to, runId } = event;
      return { ...about, type, class: name, from, to, ...named('runId', runId) };
    }
    case 'erasure':
      return { ...about, type: 'erasure', erasureId: event.erasureId };
  }
};

const purchaseMembers = (event: Purchase, currency: string) => {
  const money = (amount: number): Money => ({ amount, currency });
  const { orderId, amount, cost, category, lines, original } = event;
  return {
    orderId,
    amount: money(amount),
    ...(cost === undefined ? {} : { cost: money(cost) }),
    ...named('category', category),
    ...(lines
      ? {
          lines: lines.map(({ amount: share, ...line }) => ({
            ...line,
            ...(share === undefined ? {} : { amount: money(share) }),
          })),
        }
      : {}),
    ...(original ? { original } : {}),
  };
};

/** A member that is left out where there is nothing to say. */
const named = <N extends string>(name: N, value: string | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [K in N]?: string }; // A computed name loses its literal type.
