import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fact, LedgerEvent } from '../../lib/events/ledger-event.ts';
import { noSignals } from '../../lib/scoring/statistics.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { event, eventsOf, friends, type Step, steps } from './ledgers.ts';
import { openStores, type Stores } from './stores.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores.close());

const firstDay = dateToDay('2024-01-01');

/** The same event in the ledger of another customer. */
const of = (customerId: string, made: LedgerEvent): LedgerEvent => ({
  ...made,
  customerId,
  ledgerId: ledgerOf(customerId),
  by: customerId,
});
const purchase = (id: string, day: number, amount: number, more: Partial<Fact> = {}) =>
  event({ type: 'purchase', orderId: id, amount, ...more } as Fact, { id, day }); // Partial loses the type.

describe('commitIntake', () => {
  it('adds purchases that come in order without ever asking for a fold', async () => {
    const id = await stores.newCustomer();
    for (const made of [
      purchase('a', 0, 100),
      purchase('b', 0, 20),
      purchase('c', 3, 50, { cost: 30, category: 'tea' }),
      purchase('d', 3, 0),
    ])
      expect(await stores.commit(of(id, made))).toEqual({ kind: 'committed' });
    const record = await stores.scores.read(id);
    expect(record).toMatchObject({ dirty: false, writes: 5 });
    expect(record?.statistics).toEqual({
      purchaseDays: 2,
      firstDay,
      lastDay: firstDay + 3,
      total: 170,
      firstDayTotal: 120,
      lastDayTotal: 50,
      daySum: 2 * firstDay + 3,
      signals: noSignals,
    });
    expect(await stores.readDetail(id)).toEqual((await stores.foldOf(id)).detail);
  });

  it('leaves what does not commute to a fold: late purchases, refunds, voids', async () => {
    const late = [purchase('b', 0, 10)];
    const refund = [event({ type: 'refund', orderId: 'a', amount: 30 }, { id: 'r', day: 5 })];
    const undo = [event({ type: 'void', targetId: 'a', text: 'typo' }, { id: 'v', day: 5 })];
    for (const later of [late, refund, undo]) {
      const id = await stores.newCustomer();
      await stores.commit(of(id, purchase('a', 3, 100)));
      for (const made of later) await stores.commit(of(id, made));
      expect(await stores.scores.read(id)).toMatchObject({ dirty: true });
      const record = await stores.settle(id);
      expect(record?.statistics).toEqual((await stores.foldOf(id)).statistics);
      expect(await stores.scores.read(id)).toEqual(record);
    }
  });

  it('answers a repeat with what was stored first, and keeps it', async () => {
    const id = await stores.newCustomer();
    const first = of(id, purchase('a', 0, 100));
    await stores.commit(first);
    const again = { ...first, recordedAt: '2025-01-01T00:00:00.000Z' };
    expect(await stores.commit(again)).toEqual({ kind: 'known', stored: first });
    expect((await stores.scores.read(id))?.statistics.total).toBe(100);
  });

  it('refuses customers who are unknown or erased', async () => {
    const unknown = of('cus_nobody', purchase('a', 0, 100));
    expect(await stores.commit(unknown)).toEqual({ kind: 'customer_not_found' });
    expect(await stores.ledgers.readAll(unknown.ledgerId)).toEqual([]);
  });

  it('takes a purchase for a waiting refund as one to be folded', async () => {
    const id = await stores.newCustomer();
    await stores.commit(
      of(id, event({ type: 'refund', orderId: 'a', amount: 30 }, { id: 'r', day: 0 })),
    );
    expect(await stores.settle(id)).toMatchObject({ dirty: false, commutes: false });
    await stores.commit(of(id, purchase('a', 1, 100)));
    expect((await stores.settle(id))?.statistics).toMatchObject({ purchaseDays: 1, total: 70 });
  });

  it('refuses voids of what is not there, was voided before, or is a void', async () => {
    const id = await stores.newCustomer();
    const undo = (eventId: string, targetId: string) =>
      stores.commit(of(id, event({ type: 'void', targetId, text: '' }, { id: eventId, day: 1 })));
    await stores.commit(of(id, purchase('a', 0, 100)));
    expect(await undo('v0', 'nothing')).toEqual({
      kind: 'refused',
      by: [{ what: 'target_unknown' }],
    });
    expect(await undo('v1', 'a')).toEqual({ kind: 'committed' });
    expect(await undo('v1', 'a')).toMatchObject({ kind: 'known' });
    expect(await undo('v2', 'a')).toEqual({
      kind: 'refused',
      by: [{ what: 'target_voided', voidedBy: 'v1' }],
    });
    expect(await undo('v3', 'v1')).toEqual({
      kind: 'refused',
      by: [{ what: 'target_not_voidable' }],
    });
  });

  it('counts a referral for the referrer, when the referred customer exists', async () => {
    const id = await stores.newCustomer();
    const friend = await stores.newCustomer();
    const refer = (eventId: string, referredCustomerId: string) =>
      stores.commit(
        of(id, event({ type: 'referral', referredCustomerId }, { id: eventId, day: 0 })),
      );
    expect(await refer('f1', friend)).toEqual({ kind: 'committed' });
    expect(await refer('f2', 'cus_nobody')).toEqual({
      kind: 'refused',
      by: [{ what: 'referred_unknown' }],
    });
    expect((await stores.readDetail(id)).counters.referrals).toBe(1);
  });

  it('keeps the newest answer whatever arrives first', async () => {
    const id = await stores.newCustomer();
    const answer = (responseId: string, day: number, metrics: { nps?: number; ces?: number }) =>
      stores.commit(
        of(
          id,
          event(
            { type: 'response', surveyId: 's', responseId, surveyVersion: 1, metrics, answers: {} },
            { id: responseId, day },
          ),
        ),
      );
    await answer('rsp_2', 4, { nps: 9 });
    await answer('rsp_1', 1, { nps: 2, ces: 5 });
    expect(await stores.scores.read(id)).toMatchObject({ dirty: true });
    const { answers } = await stores.readDetail(id);
    expect(answers).toMatchObject({ nps: { value: 9 }, ces: { value: 5 }, csat: null });
    await stores.settle(id);
    expect(await stores.rebuild(id, { repair: false })).toMatchObject({ differences: [] });
  });

  it('writes what the caller asks for in the same transaction, or nothing', async () => {
    const id = await stores.newCustomer();
    const control = stores.tables.names.control;
    const mark = (pk: string) => ({
      Put: {
        TableName: control,
        Item: { pk, sk: 'mark' },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      },
    });
    expect(await stores.commit(of(id, purchase('a', 0, 1)), [mark('m1')])).toEqual({
      kind: 'committed',
    });
    expect(await stores.commit(of(id, purchase('b', 0, 1)), [mark('m2'), mark('m1')])).toEqual({
      kind: 'refused',
      by: [{ what: 'alongside', index: 1, item: { pk: 'm1', sk: 'mark' } }],
    });
    expect((await stores.scores.read(id))?.statistics.total).toBe(1);
  });
});

/** Lives a life through the stores, as callers and readers would: arrivals, repeats, folds in between. */
const live = async (customerId: string, friendId: string, life: readonly Step[]): Promise<void> => {
  for (const [index, made] of eventsOf(life).entries()) {
    const named =
      made.type === 'referral' && made.referredCustomerId === friends[0]
        ? { ...made, referredCustomerId: friendId }
        : made;
    await stores.commit(of(customerId, named));
    if (life[index]?.repeats) await stores.commit(of(customerId, named));
    if (life[index]?.foldsAfter) await stores.settle(customerId);
  }
};

/** What is stored of a customer agrees with the ledger, before a fold and after it. */
const expectWhole = async (id: string): Promise<void> => {
  const before = await stores.scores.read(id);
  const fold = await stores.foldOf(id);
  if (!before?.dirty) {
    expect(before?.statistics).toEqual(fold.statistics);
    expect(await stores.readDetail(id)).toEqual(fold.detail);
  }
  await stores.settle(id);
  expect(await stores.rebuild(id, { repair: false })).toMatchObject({
    dirty: false,
    differences: [],
  });
};

describe('for any life of a customer', () => {
  it('what is stored is what a fold over the sorted ledger says, of whom the customer referred too', {
    timeout: 120_000,
  }, async () => {
    await stores.putCustomer(friends[1]);
    await fc.assert(
      fc.asyncProperty(steps(14), async (life) => {
        const [id, friend] = [await stores.newCustomer(), await stores.newCustomer()];
        await live(id, friend, life);
        await expectWhole(id);
        await expectWhole(friend);
        const events = await stores.ledgers.readAll(ledgerOf(id));
        expect(events).toHaveLength(life.length);
      }),
      { numRuns: 25 },
    );
    await expectWhole(friends[1]);
  });
});
