import { minorDigits } from '../../lib/shared/money.ts';
import type { DemoHappening } from './demo-happenings.ts';
import type { DemoPurchase } from './demo-purchases.ts';
import type { DemoCustomer } from './demo-shop.ts';

export type EventRow = Readonly<Record<string, unknown>>;

export interface DemoTime {
  readonly currency: string;
  /** The present, in epoch milliseconds; everything lies before it. */
  readonly nowMs: number;
}

const msPerDay = 86_400_000;

/** Same time of an earlier day, an hour before the present at the latest. */
const instantOf = (nowMs: number, daysAgo: number): string =>
  new Date(nowMs - daysAgo * msPerDay - msPerDay / 24).toISOString();

const moneyOf = (currency: string, major: number) => ({
  amount: Math.round(major * 10 ** minorDigits(currency)),
  currency,
});

const purchaseRows = (
  { daysAgo, amountMajor, costMajor, discountMajor, category, isRefunded }: DemoPurchase,
  orderId: string,
  { currency, nowMs }: DemoTime,
): readonly EventRow[] => {
  const amount = moneyOf(currency, amountMajor);
  const purchase = {
    ...{ type: 'purchase', occurredAt: instantOf(nowMs, daysAgo), orderId, amount, category },
    cost: moneyOf(currency, costMajor),
    ...(discountMajor > 0 ? { discount: moneyOf(currency, discountMajor) } : {}),
  };
  if (!isRefunded) return [purchase];
  const occurredAt = instantOf(nowMs, Math.max(0, daysAgo - 1));
  return [purchase, { type: 'refund', occurredAt, orderId, amount }];
};

const complaints = { zh: '送货太慢，包装破损', en: 'Late delivery, damaged parcel' } as const;

const detailsOf = (
  happening: DemoHappening,
  { number, language }: DemoCustomer,
  { ids, time }: { readonly ids: ReadonlyMap<number, string>; readonly time: DemoTime },
): EventRow => {
  const { currency, nowMs } = time;
  switch (happening.type) {
    case 'visit':
      return {};
    case 'complaint':
      return { reason: complaints[language] };
    case 'contact':
      return { channel: happening.channel, direction: happening.direction };
    case 'service': {
      const { status, ticket, minutes } = happening;
      const ticketId = `T${number}-${ticket}`;
      return { ticketId, status, ...(minutes === undefined ? {} : { minutes }) };
    }
    case 'points': {
      const { points, valueMajor } = happening;
      return { points, ...(valueMajor ? { value: moneyOf(currency, valueMajor) } : {}) };
    }
    case 'subscription': {
      const endsOn = instantOf(nowMs, happening.endsDaysAgo).slice(0, 10);
      return { subscriptionId: `S${number}`, status: happening.status, endsOn };
    }
    case 'referral': {
      const { friend, rewardMajor } = happening;
      const reward = rewardMajor > 0 ? { reward: moneyOf(currency, rewardMajor) } : {};
      return { referredCustomerId: ids.get(friend), ...reward };
    }
  }
};

/** What is sent for a customer. Ids are fixed, so that sending it again repeats instead of doubling. */
export const demoEvents = (
  customer: DemoCustomer,
  ids: ReadonlyMap<number, string>,
  time: DemoTime,
): readonly EventRow[] => {
  const { number, purchases, happenings } = customer;
  const rows = [
    ...purchases.flatMap((purchase, i) => purchaseRows(purchase, `D${number}-${i + 1}`, time)),
    ...happenings.map((happening) => ({
      type: happening.type,
      occurredAt: instantOf(time.nowMs, happening.daysAgo),
      ...detailsOf(happening, customer, { ids, time }),
    })),
  ];
  const customerId = ids.get(number);
  return rows.map((row, i) => ({ ...row, id: `demo-${number}-${i + 1}`, customerId }));
};
