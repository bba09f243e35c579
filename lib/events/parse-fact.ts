import type { Result } from '../shared/result.ts';
import type { PurchaseLine } from './customer-facts.ts';
import { EventAmounts } from './event-amounts.ts';
import type { Fact } from './ledger-event.ts';
import type { NewEvent } from './new-event.ts';

/** What happened, in the reporting currency. Conversion is done once, here, and both amounts are kept. */
export const parseFact = (event: NewEvent, currency: string): Result<Fact> => {
  const amounts = new EventAmounts(currency);
  return amounts.result(factOf(event, amounts));
};

type New<T extends NewEvent['type']> = Extract<NewEvent, { readonly type: T }>;

const factOf = (event: NewEvent, amounts: EventAmounts): Fact => {
  switch (event.type) {
    case 'purchase':
      return purchase(event, amounts);
    case 'refund': {
      const { amount, original } = amounts.convert(event.amount, '/amount');
      return {
        type: 'refund',
        orderId: event.orderId,
        amount,
        ...(original ? { original: { amount: original } } : {}),
      };
    }
    case 'void':
      return { type: 'void', targetId: event.eventId, text: event.reason };
    case 'visit':
      return { type: 'visit' };
    case 'contact':
      return {
        type: 'contact',
        channel: event.channel,
        direction: event.direction,
        ...(event.subject === undefined ? {} : { text: event.subject }),
      };
    case 'complaint':
      return { type: 'complaint', text: event.reason };
    case 'referral': {
      const { type, referredCustomerId, reward } = event;
      return { type, referredCustomerId, ...amounts.members({ reward }) };
    }
    case 'service': {
      const { type, ticketId, status, minutes } = event;
      return { type, ticketId, status, ...(minutes === undefined ? {} : { minutes }) };
    }
    case 'points':
      return points(event, amounts);
    case 'subscription': {
      const { type, subscriptionId, status, endsOn } = event;
      return { type, subscriptionId, status, endsOn };
    }
    case 'note':
      return { type: 'note', text: event.text };
    case 'feedback': {
      const { type, channel, rating, text } = event;
      return {
        type,
        channel,
        ...(rating === undefined ? {} : { rating }),
        ...(text === undefined ? {} : { text }),
      };
    }
  }
};

const purchase = (event: New<'purchase'>, amounts: EventAmounts): Fact => {
  const { type, orderId, category, cost, discount } = event;
  const { amount, original: foreign } = amounts.convert(event.amount, '/amount');
  const { original, ...members } = amounts.members({ cost, discount });
  const originals = { ...(foreign ? { amount: foreign } : {}), ...original };
  const lines = event.lines?.map(({ amount: given, ...line }, index): PurchaseLine => {
    if (!given) return line;
    return { ...line, amount: amounts.convert(given, `/lines/${index}/amount`).amount };
  });
  return {
    type,
    orderId,
    amount,
    ...members,
    ...(category === undefined ? {} : { category }),
    ...(lines ? { lines } : {}),
    ...(Object.keys(originals).length > 0 ? { original: originals } : {}),
  };
};

const points = ({ type, points: count, value }: New<'points'>, amounts: EventAmounts): Fact => {
  if (value && count < 0)
    amounts.refuse('/value', 'unexpected_value', 'Points that are used up carry no value');
  return { type, points: count, ...amounts.members({ value }) };
};
