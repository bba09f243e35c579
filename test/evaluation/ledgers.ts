import type { CustomerLedger } from '../../lib/evaluation/past.ts';
import { dayToDate } from '../../lib/shared/time.ts';
import { type Purchases, purchaseEvent } from '../jobs/support/shop.ts';
import { readCdnow } from '../reference/cdnow-data.ts';

export const ledgersOf = (shop: Purchases): readonly CustomerLedger[] =>
  [...shop].map(([customerId, purchases]) => ({
    customerId,
    events: purchases.map((purchase, index) => purchaseEvent(customerId, purchase, index)),
  }));

/** The CDNOW transactions as ledgers, in the order of the published numbers. */
export const cdnowLedgers = (set: 'sample' | 'master'): readonly CustomerLedger[] => {
  const shop = new Map<string, { date: string; amount: number }[]>();
  for (const { id, day, cents } of readCdnow(set)) {
    const key = `cus_${id.padStart(26, '0')}`;
    const purchases = shop.get(key) ?? [];
    purchases.push({ date: dayToDate(day), amount: cents });
    shop.set(key, purchases);
  }
  return ledgersOf(shop);
};
