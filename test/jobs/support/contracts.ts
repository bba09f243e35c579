import type { EventOf, LedgerEvent } from '../../../lib/events/ledger-event.ts';
import { ledgerOf } from '../../../lib/shared/ids.ts';
import { dateToDay, dayToDate } from '../../../lib/shared/time.ts';
import type { Ledgers } from './shop.ts';

/** A term that was paid for on its first day. */
const paidTerm = (
  customerId: string,
  { day, endDay }: { readonly day: number; readonly endDay: number },
  index: number,
): EventOf<'subscription'> => ({
  type: 'subscription',
  ledgerId: ledgerOf(customerId),
  eventId: `paid${index}`,
  customerId,
  occurredAt: `${dayToDate(day)}T12:00:00.000Z`,
  day,
  recordedAt: '1999-01-01T00:00:00.000Z',
  hash: 'v1:test',
  by: customerId,
  subscriptionId: 'plan',
  status: 'paid',
  endsOn: dayToDate(endDay),
});

const termDays = 30;

interface ContractShop {
  readonly size: number;
  /** The last day of the data. */
  readonly lastDate: string;
  /** Days before it in which the contracts began. */
  readonly daysMax: number;
  readonly daysMin?: number;
}

/** Monthly contracts of customers who renew until they leave, each with a chance of their own: the same ones each time. */
export const contractLedgers = ({
  size,
  lastDate,
  daysMax,
  daysMin = 0,
}: ContractShop): Ledgers => {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const lastDay = dateToDay(lastDate);
  return new Map(
    Array.from({ length: size }, (_, index) => {
      const id = `cus_${String(900_000 + index).padStart(26, '0')}`;
      const leaves = 0.25 * random() ** 2;
      const terms: LedgerEvent[] = [];
      let day = lastDay - daysMin - Math.floor((daysMax - daysMin) * random());
      do {
        terms.push(paidTerm(id, { day, endDay: day + termDays - 1 }, terms.length));
        day += termDays;
      } while (day <= lastDay && random() > leaves);
      return [id, terms];
    }),
  );
};
