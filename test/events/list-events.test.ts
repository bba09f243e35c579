import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listCustomerEvents } from '../../lib/events/list-events.ts';
import type { ListEvents } from '../../lib/events/ports.ts';
import { prospectClasses } from '../../lib/scoring/classes.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { emptyStatistics } from '../../lib/scoring/statistics.ts';
import { customerId, event } from './ledgers.ts';

const record: ScoreRecord = {
  customerId,
  status: 'live',
  writes: 1,
  dirty: false,
  commutes: true,
  statistics: emptyStatistics,
  classes: prospectClasses,
  changeSeq: 0,
  nextChangeDay: null,
};

/** A ledger in which every so-manieth event is a note, listed as the index does. */
const ledgerOfNotes = (length: number, every: number) => {
  const all = Array.from({ length }, (_, index) =>
    event(index % every === 0 ? { type: 'note' } : { type: 'visit' }, { id: `e${index}`, day: 0 }),
  );
  let examined = 0;
  const list: ListEvents = async ({ before, limit }) => {
    const start = before === undefined ? 0 : Number(before) + 1;
    const items = all
      .slice(start, start + limit)
      .map((item, index) => ({ position: String(start + index), event: item }));
    examined += items.length;
    return items.length < limit ? { items } : { items, next: String(start + limit - 1) };
  };
  return { all, list, examined: () => examined };
};

const pages = async (list: ListEvents, type: 'note' | undefined, limit: number) => {
  const use = listCustomerEvents({ scores: { read: async () => record }, list, zone: 'UTC' });
  const found: string[][] = [];
  let after: string | undefined;
  do {
    const page = await use(customerId, { type }, { limit, after });
    if (!page.ok) throw new Error(page.failure.code);
    found.push(page.value.items.map(({ eventId }) => eventId));
    after = page.value.next;
  } while (after !== undefined);
  return found;
};

describe('listCustomerEvents', () => {
  it('hands out every matching event once and in order, whatever the size of page and ledger', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 260 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom('note' as const, undefined),
        async (length, every, limit, type) => {
          const { all, list } = ledgerOfNotes(length, every);
          const found = await pages(list, type, limit);
          const expected = all.filter((item) => type === undefined || item.type === type);
          expect(found.flat()).toEqual(expected.map(({ eventId }) => eventId));
          expect(found.every((page) => page.length <= limit)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('looks at no more than 1,000 events for a page, and goes on behind them', async () => {
    const { list, examined } = ledgerOfNotes(2_500, 1_200);
    const found = await pages(list, 'note', 25);
    expect(found).toEqual([['e0'], ['e1200'], ['e2400']]);
    expect(examined()).toBe(2_500);
  });
});
