import type { FailureCode, InputError } from '../shared/failure.ts';
import { convert } from '../shared/money.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { ForeignAmount } from './customer-facts.ts';
import type { EventAmount } from './new-event.ts';

interface Converted {
  readonly amount: number;
  readonly original?: ForeignAmount;
}

/** Amounts of one event in minor units of the reporting currency, and what was converted as it was given. */
type Members<Name extends string> = { readonly [N in Name]?: number } & {
  readonly original?: { readonly [N in Name]?: ForeignAmount };
};

/** Converts the amounts of one event and collects what is wrong with them. */
export class EventAmounts {
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

  /** The amounts that were given, by their names, with the foreign ones under `original`. */
  members<Name extends string>(
    given: Readonly<Record<Name, EventAmount | undefined>>,
  ): Members<Name> {
    const converted = Object.entries<EventAmount | undefined>(given).flatMap(([name, money]) =>
      money ? [[name, this.convert(money, `/${name}`)] as const] : [],
    );
    const foreign = converted.flatMap(([name, { original }]) =>
      original ? [[name, original] as const] : [],
    );
    return {
      ...Object.fromEntries(converted.map(([name, { amount }]) => [name, amount])),
      ...(foreign.length > 0 ? { original: Object.fromEntries(foreign) } : {}),
    } as Members<Name>; // Names that were computed lose their literal types.
  }

  refuse(pointer: string, code: string, message: string): void {
    this.errors.push({ pointer, code, message });
  }

  result<T>(value: T): Result<T> {
    return this.errors.length > 0 ? fail(this.code, { errors: this.errors }) : ok(value);
  }
}
