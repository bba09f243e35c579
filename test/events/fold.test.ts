import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLedger } from '../../lib/events/fold.ts';
import type { LedgerEvent } from '../../lib/events/ledger-event.ts';
import { noSignals, type Statistics } from '../../lib/scoring/statistics.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { event, eventsOf, steps } from './ledgers.ts';

const firstDay = dateToDay('2024-01-01');
const purchase = (id: string, day: number, amount: number, orderId = id) =>
  event({ type: 'purchase', orderId, amount }, { id, day });
const refund = (id: string, day: number, amount: number, orderId: string) =>
  event({ type: 'refund', orderId, amount }, { id, day });
const undo = (id: string, targetId: string, arrival = 0) =>
  event({ type: 'void', targetId, text: 'a mistake' }, { id, day: 0, arrival });

describe('foldLedger', () => {
  it('R12: counts a day once, sums its purchases, and keeps the first day apart', () => {
    const { statistics } = foldLedger([
      purchase('a', 0, 100),
      purchase('b', 0, 50),
      purchase('c', 7, 70),
    ]);
    expect(statistics).toEqual({
      purchaseDays: 2,
      firstDay,
      lastDay: firstDay + 7,
      total: 220,
      firstDayTotal: 150,
      lastDayTotal: 70,
      daySum: 2 * firstDay + 7,
      signals: noSignals,
    });
  });

  it('R10: counts a day of zero amounts, but not one that is refunded in full', () => {
    const { statistics } = foldLedger([
      purchase('a', 0, 0),
      purchase('b', 3, 100),
      refund('r', 5, 100, 'b'),
    ]);
    expect(statistics).toMatchObject({ purchaseDays: 1, lastDay: firstDay, total: 0 });
  });

  it('lowers the day and the month of the order, not those of the refund', () => {
    const { statistics, detail } = foldLedger([purchase('a', 0, 100), refund('r', 40, 30, 'a')]);
    expect(statistics).toMatchObject({ purchaseDays: 1, total: 70, firstDayTotal: 70 });
    expect(detail.months['2024-01']).toMatchObject({ revenue: 100, refunds: 30 });
    expect(detail.months['2024-02']).toBeUndefined();
  });

  it('lets a refund wait for its order, and what exceeds the order too', () => {
    const early = [refund('r', 0, 130, 'a')];
    expect(foldLedger(early)).toMatchObject({ unmatchedRefunds: { a: 130 }, commutes: false });
    const both = foldLedger([...early, purchase('a', 1, 100)]);
    expect(both.unmatchedRefunds).toEqual({ a: 30 });
    expect(both.statistics.purchaseDays).toBe(0);
    expect(both.detail.refundedTotal).toBe(130);
  });

  it('forgets what was voided, also a refund', () => {
    const fold = foldLedger([
      purchase('a', 0, 100),
      purchase('b', 1, 100),
      refund('r', 2, 100, 'a'),
      undo('v1', 'b'),
      undo('v2', 'r'),
    ]);
    expect(fold.statistics).toMatchObject({ purchaseDays: 1, total: 100 });
    expect(fold.detail.refundedTotal).toBe(0);
  });

  it('leaves out what happened after asOf, and what arrived after knownAt, voids included', () => {
    const events = [purchase('a', 0, 100), purchase('b', 5, 50), undo('v', 'a', 9)];
    expect(foldLedger(events, { asOfDay: firstDay }).statistics.purchaseDays).toBe(0);
    const knownAt = '2024-02-01T00:05:00.000Z';
    expect(foldLedger(events, { asOfDay: firstDay, knownAt }).statistics.total).toBe(100);
    expect(foldLedger(events, { knownAt }).statistics.total).toBe(150);
  });

  it('takes a refund for what it was on the day: later refunds do not reach back', () => {
    const events = [purchase('a', 0, 100), refund('r', 3, 100, 'a')];
    expect(foldLedger(events, { asOfDay: firstDay + 2 }).statistics.purchaseDays).toBe(1);
    expect(foldLedger(events, { asOfDay: firstDay + 3 }).statistics.purchaseDays).toBe(0);
  });

  it('keeps the newest answer of each metric', () => {
    const answer = (id: string, day: number, metrics: { nps?: number; ces?: number }) =>
      event(
        { type: 'response', surveyId: 's', responseId: id, surveyVersion: 1, metrics, answers: {} },
        { id, day },
      );
    const { answers } = foldLedger([
      answer('r2', 4, { nps: 9 }),
      answer('r1', 1, { nps: 2, ces: 5 }),
    ]).detail;
    expect(answers).toMatchObject({ nps: { value: 9 }, ces: { value: 5 }, csat: null });
  });

  it('shares a purchase among the categories of its lines', () => {
    const lines = [
      { productId: 'p1', category: 'tea', amount: 60 },
      { productId: 'p2', category: 'tea', amount: 10 },
      { productId: 'p3', amount: 30 },
    ];
    const { categories } = foldLedger([
      event(
        { type: 'purchase', orderId: 'o', amount: 100, category: 'other', lines },
        { id: 'a', day: 0 },
      ),
    ]).detail;
    expect(categories).toEqual({
      tea: { purchases: 1, revenue: 70, firstDay, lastDay: firstDay },
      other: { purchases: 1, revenue: 30, firstDay, lastDay: firstDay },
    });
  });
});

describe('categories of a ledger', () => {
  const tea = (id: string, day: number, amount: number) =>
    event({ type: 'purchase', orderId: id, amount, category: 'tea' }, { id, day });
  const mixed = (id: string, day: number) => {
    const lines = [
      { productId: 'p1', category: 'tea', amount: 60 },
      { productId: 'p2', category: 'cups', amount: 40 },
    ];
    return event({ type: 'purchase', orderId: id, amount: 100, lines }, { id, day });
  };

  it('know the first and last day of what was bought and kept', () => {
    const { categories } = foldLedger([
      tea('c', 20, 30),
      tea('a', 3, 10),
      tea('b', 9, 20),
      refund('r', 21, 30, 'c'),
      refund('s', 21, 10, 'a'),
    ]).detail;
    expect(categories).toEqual({
      tea: { purchases: 1, revenue: 20, firstDay: firstDay + 9, lastDay: firstDay + 9 },
    });
  });

  it('are lowered by refunds in proportion, and are gone when all was given back', () => {
    const days = { firstDay: firstDay + 1, lastDay: firstDay + 1 };
    expect(foldLedger([mixed('a', 1), refund('r', 2, 50, 'a')]).detail.categories).toEqual({
      tea: { purchases: 1, revenue: 30, ...days },
      cups: { purchases: 1, revenue: 20, ...days },
    });
    expect(foldLedger([mixed('a', 1), refund('r', 2, 100, 'a')]).detail.categories).toEqual({});
  });
});

describe('for any ledger', () => {
  const ledgers = steps(25).map(eventsOf);

  it('R12: the order of the events changes nothing', () => {
    fc.assert(
      fc.property(ledgers, fc.infiniteStream(fc.nat()), (events, numbers) => {
        const shuffled = events
          .map((item) => ({ item, key: numbers.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
        expect(foldLedger(shuffled)).toEqual(foldLedger(events));
      }),
      { numRuns: 500 },
    );
  });

  it('a purchase on or after the last day adds up when the fold says that it commutes', () => {
    const purchases = fc.record({
      day: fc.integer({ min: 0, max: 8 }),
      orderId: fc.constantFrom('o1', 'o2', 'o3', 'o4', 'o5'),
      amount: fc.constantFrom(0, 100, 1_000),
    });
    fc.assert(
      fc.property(ledgers, purchases, (events, { day, orderId, amount }) => {
        const { statistics, commutes } = foldLedger(events);
        const next = event({ type: 'purchase', orderId, amount }, { id: 'next', day });
        fc.pre(commutes && next.day >= (statistics.lastDay ?? 0));
        expect(foldLedger([...events, next]).statistics).toEqual(added(statistics, next, amount));
      }),
      { numRuns: 1_500 },
    );
  });

  it('no refund is lost: months, waiting refunds and the total of refunds agree', () => {
    fc.assert(
      fc.property(ledgers, (events) => {
        const { detail, unmatchedRefunds, statistics } = foldLedger(events);
        const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
        const months = Object.values(detail.months);
        const lowered = sum(months.map(({ refunds }) => refunds));
        expect(lowered + sum(Object.values(unmatchedRefunds))).toBe(detail.refundedTotal);
        expect(sum(months.map(({ revenue }) => revenue)) - lowered).toBe(statistics.total);
      }),
      { numRuns: 1_000 },
    );
  });
});

const added = (before: Statistics, { day }: LedgerEvent, amount: number): Statistics => {
  const isNew = before.lastDay === null || day > before.lastDay;
  const first = before.firstDay ?? day;
  return {
    purchaseDays: before.purchaseDays + (isNew ? 1 : 0),
    firstDay: first,
    lastDay: day,
    total: before.total + amount,
    firstDayTotal: before.firstDayTotal + (first === day ? amount : 0),
    lastDayTotal: (isNew ? 0 : before.lastDayTotal) + amount,
    daySum: before.daySum + (isNew ? day : 0),
    signals: before.signals,
  };
};
