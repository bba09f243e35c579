import type { RecordedEvent } from '../../../lib/contract/event-shapes.ts';
import type { Purchase } from '../../../lib/events/customer-facts.ts';
import type { LedgerEvent } from '../../../lib/events/ledger-event.ts';
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
      return {
        ...about,
        type,
        orderId,
        amount: { amount, currency },
        ...kept('original', original),
      };
    }
    case 'void':
      return { ...about, type: 'void', eventId: event.targetId, ...kept('reason', event.text) };
    case 'visit':
      return { ...about, type: 'visit' };
    case 'contact': {
      const { type, channel, direction, text } = event;
      return { ...about, type, channel, direction, ...kept('subject', text) };
    }
    case 'complaint':
      return { ...about, type: 'complaint', ...kept('reason', event.text) };
    case 'referral': {
      const { type, referredCustomerId, reward, original } = event;
      const paid = { ...money('reward', reward, currency), ...kept('original', original) };
      return { ...about, type, referredCustomerId, ...paid };
    }
    case 'referred': {
      const { type, referrerCustomerId, referralId } = event;
      return { ...about, type, referrerCustomerId, referralId };
    }
    case 'service': {
      const { type, ticketId, status, minutes } = event;
      return { ...about, type, ticketId, status, ...kept('minutes', minutes) };
    }
    case 'points': {
      const { type, points, value, original } = event;
      const worth = { ...money('value', value, currency), ...kept('original', original) };
      return { ...about, type, points, ...worth };
    }
    case 'subscription': {
      const { type, subscriptionId, status, endsOn } = event;
      return { ...about, type, subscriptionId, status, endsOn };
    }
    case 'note':
      return { ...about, type: 'note', ...kept('text', event.text) };
    case 'response': {
      const { type, surveyId, responseId, surveyVersion, metrics } = event;
      return { ...about, type, surveyId, responseId, surveyVersion, metrics };
    }
    case 'feedback': {
      const { type, channel, rating, source, text } = event;
      const said = { ...kept('rating', rating), ...kept('source', source), ...kept('text', text) };
      return { ...about, type, channel, ...said };
    }
    case 'transition': {
      const { type, class: name, from, to, runId } = event;
      return { ...about, type, class: name, from, to, ...kept('runId', runId) };
    }
    case 'analysis': {
      const { of, sentiment, angry, themes, confidential } = event;
      return confidential
        ? { ...about, type: 'analysis', of, sentiment: null, angry: null, themes: [] }
        : {
            ...about,
            type: 'analysis',
            of,
            sentiment,
            angry,
            themes: themes.map(({ theme }) => theme),
          };
    }
    case 'case': {
      const { caseId, step, cause, owner, rootCause, outcome } = event;
      const known = Object.entries({ cause, owner, rootCause, outcome }).filter(
        ([, value]) => value !== undefined,
      );
      return { ...about, type: 'case', caseId, step, ...Object.fromEntries(known) };
    }
    case 'asked': {
      const { type, surveyId, invitationId, origin, channel, reminder } = event;
      return { ...about, type, surveyId, invitationId, origin, channel, reminder };
    }
    case 'erasure':
      return { ...about, type: 'erasure', erasureId: event.erasureId };
  }
};

const purchaseMembers = (event: Purchase, currency: string) => {
  const { orderId, amount, cost, discount, category, lines, original } = event;
  return {
    orderId,
    amount: { amount, currency },
    ...money('cost', cost, currency),
    ...money('discount', discount, currency),
    ...kept('category', category),
    ...(lines
      ? {
          lines: lines.map(({ amount: share, ...line }) => ({
            ...line,
            ...money('amount', share, currency),
          })),
        }
      : {}),
    ...kept('original', original),
  };
};

/** A member that is left out where there is nothing to say. */
const kept = <N extends string, T>(name: N, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [K in N]?: T }; // A computed name loses its literal type.

const money = <N extends string>(name: N, amount: number | undefined, currency: string) =>
  kept<N, Money>(name, amount === undefined ? undefined : { amount, currency });
