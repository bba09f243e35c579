import type { FailureCode, InputError } from '../shared/failure.ts';
import { convert } from '../shared/money.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Fact, ForeignAmount, PurchaseLine } from './ledger-event.ts';
import type { EventAmount, NewEvent } from './new-event.ts';

interface Converted {
  readonly amount: number;
  readonly original?: ForeignAmount;
}

/** Converts the amounts of one event and collects what is wrong with them. */
class Amounts {
  readonly errors: InputError[] = [];
  private code: FailureCode = 'invalid_request';
  private readonly currency: string;

  constructor(currency: string) {
    this.currency = currency;
  }

  convert(money: EventAmount, pointer: string): Converted {
    const { fxRate, ...given } = money;
    if (given.currency === this.currency) {
      if (fxRate !== undefined)
        this.refuse(`${pointer}/fxRate`, 'unexpected_rate', 'The reporting currency needs no rate');
      return { amount: given.amount };
    }
    if (fxRate === undefined) {
      this.code = 'currency_mismatch';
      this.refuse(
        `${pointer}/currency`,
        'currency_mismatch',
        `Amounts are in ${this.currency}, or carry fxRate`,
      );
      return { amount: 0 };
    }
    const { amount } = convert(given, fxRate, this.currency);
    if (!Number.isSafeInteger(amount))
      this.refuse(`${pointer}/amount`, 'too_big', 'The converted amount is too large');
    return { amount, original: { ...given, fxRate } };
  }

  result<T>(value: T): Result<T> {
    return this.errors.length > 0 ? fail(this.code, { errors: this.errors }) : ok(value);
  }

  private refuse(pointer: string, code: string, message: string): void {
    this.errors.push({ pointer, code, message });
  }
}

/** What happened, in the reporting currency. Conversion is done once, here, and both amounts are kept. */
export const parseFact = (event: NewEvent, currency: string): Result<Fact> => {
  const amounts = new Amounts(currency);
  return amounts.result(factOf(event, amounts));
};

const factOf = (event: NewEvent, amounts: Amounts): Fact => {
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
    case 'referral':
      return { type: 'referral', referredCustomerId: event.referredCustomerId };
    case 'note':
      return { type: 'note', text: event.text };
  }
};

const purchase = (event: Extract<NewEvent, { type: 'purchase' }>, amounts: Amounts): Fact => {
  const amount = amounts.convert(event.amount, '/amount');
  const cost = event.cost && amounts.convert(event.cost, '/cost');
  const original = {
    ...(amount.original ? { amount: amount.original } : {}),
    ...(cost?.original ? { cost: cost.original } : {}),
  };
  const lines = event.lines?.map(({ amount: given, ...line }, index): PurchaseLine => {
    if (!given) return line;
    return { ...line, amount: amounts.convert(given, `/lines/${index}/amount`).amount };
  });
  return {
    type: 'purchase',
    orderId: event.orderId,
    amount: amount.amount,
    ...(cost ? { cost: cost.amount } : {}),
    ...(event.category === undefined ? {} : { category: event.category }),
    ...(lines ? { lines } : {}),
    ...(Object.keys(original).length > 0 ? { original } : {}),
  };
};
