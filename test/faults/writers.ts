import { classifyRecord } from '../../lib/events/classify-record.ts';
import type { NewEvent } from '../../lib/events/new-event.ts';
import { recordEvent } from '../../lib/events/record-event.ts';
import { noSignals } from '../../lib/scoring/statistics.ts';
import { dateToDay, dayToDate } from '../../lib/shared/time.ts';
import { stageClassifier } from '../events/stage-classifier.ts';
import type { Stores } from '../events/stores.ts';
import { seeded } from './faulty-client.ts';

const zone = 'UTC';
const now = '2024-12-31T00:00:00.000Z';
const firstDay = dateToDay('2010-01-01');

/** Purchases on days that jump, several on some; every tenth is free. */
export const purchasesOf = (
  count: number,
  { seed, days }: { readonly seed: number; readonly days: number },
): readonly NewEvent[] => {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, index) => ({
    type: 'purchase',
    id: `p${index}`,
    customerId: 'of the caller',
    orderId: `o${index}`,
    occurredAt: `${dayToDate(firstDay + Math.floor(random() * days))}T12:00:00.000Z`,
    amount: { amount: index % 10 === 0 ? 0 : 1 + Math.floor(random() * 10_000), currency: 'CNY' },
  }));
};

/** What the purchases must come to, added up without a fold. */
export const expectedOf = (purchases: readonly NewEvent[]) => {
  const days = new Map<number, number>();
  for (const event of purchases) {
    if (event.type !== 'purchase') continue;
    const day = dateToDay(event.occurredAt.slice(0, 10));
    days.set(day, (days.get(day) ?? 0) + event.amount.amount);
  }
  const sorted = [...days].sort(([a], [b]) => a - b);
  return {
    purchaseDays: days.size,
    firstDay: sorted.at(0)?.[0] ?? null,
    lastDay: sorted.at(-1)?.[0] ?? null,
    total: sorted.reduce((sum, [, value]) => sum + value, 0),
    firstDayTotal: sorted.at(0)?.[1] ?? 0,
    lastDayTotal: sorted.at(-1)?.[1] ?? 0,
    daySum: sorted.reduce((sum, [day]) => sum + day, 0),
    signals: noSignals,
  };
};

/** Statuses that callers would see, for every request in no particular order. */
export const postAll = async (
  stores: Stores,
  customerId: string,
  { requests, writers }: { readonly requests: readonly NewEvent[]; readonly writers: number },
): Promise<{ readonly recorded: number; readonly repeated: number }> => {
  const record = recordEvent({ commit: stores.commit, currency: 'CNY', zone });
  const classify = classifyRecord({
    scores: stores.scores,
    classifier: async () => stageClassifier,
    zone,
  });
  const waiting = [...requests];
  let recorded = 0;
  let repeated = 0;
  const write = async () => {
    for (let event = waiting.shift(); event; event = waiting.shift()) {
      const result = await record({ customerId, by: customerId }, { event, freshId: '', now });
      if (!result.ok) throw new Error(result.failure.code);
      if (result.value.repeated) repeated += 1;
      else {
        recorded += 1;
        await classify(customerId, now);
      }
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return { recorded, repeated };
};

/** The same items in another order, the same for the same seed. */
export const shuffled = <T>(items: readonly T[], seed: number): readonly T[] => {
  const random = seeded(seed);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
};
