import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerKeys } from '../../lib/adapters/dynamodb/keys.ts';
import type { Fact } from '../../lib/events/ledger-event.ts';
import { referralsMax } from '../../lib/events/referrals.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { event } from './ledgers.ts';
import { openStores, type Stores } from './stores.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores.close());

const firstDay = dateToDay('2024-01-01');

const record = (customerId: string, id: string, fact: Fact, day = 0) =>
  stores.commit({
    ...event(fact, { id, day }),
    customerId,
    ledgerId: ledgerOf(customerId),
    by: customerId,
  });
const undo = (customerId: string, id: string, targetId: string) =>
  record(customerId, id, { type: 'void', targetId, text: 'a mistake' }, 3);
const couple = async () => [await stores.newCustomer(), await stores.newCustomer()] as const;
const ledgerOfCustomer = (id: string) => stores.ledgers.readAll(ledgerOf(id));
const setStatus = (id: string, st: string) =>
  stores.tables.documents.send(
    new UpdateCommand({
      TableName: stores.tables.names.scores,
      Key: { id },
      UpdateExpression: 'SET st = :st',
      ExpressionAttributeValues: { ':st': st },
    }),
  );

describe('a referral', () => {
  it('stands in both ledgers and in both details, without a fold', async () => {
    const [ann, bo] = await couple();
    const referral: Fact = { type: 'referral', referredCustomerId: bo, reward: 500 };
    expect(await record(ann, 'f1', referral)).toEqual({ kind: 'committed' });
    const [mirror] = await ledgerOfCustomer(bo);
    expect(mirror).toMatchObject({
      type: 'referred',
      eventId: expect.stringMatching(/^ref_[\w-]{32}$/),
      ...{ customerId: bo, referrerCustomerId: ann, referralId: 'f1', day: firstDay },
    });
    expect(await stores.readDetail(ann)).toMatchObject({
      counters: { referrals: 1 },
      months: { '2024-01': { rewards: 500 } },
      referrals: [{ eventId: 'f1', customerId: bo, day: firstDay, reward: 500 }],
    });
    const referredBy = [{ eventId: mirror?.eventId, customerId: ann, day: firstDay }];
    expect((await stores.readDetail(bo)).referredBy).toEqual(referredBy);
    for (const id of [ann, bo]) {
      expect(await stores.scores.read(id)).toMatchObject({ dirty: false, writes: 2 });
      expect(await stores.rebuild(id, { repair: false })).toMatchObject({ differences: [] });
    }
  });

  it('is recorded once, however often it arrives', async () => {
    const [ann, bo] = await couple();
    const referral: Fact = { type: 'referral', referredCustomerId: bo };
    const outcomes = await Promise.all([1, 2, 3].map(() => record(ann, 'f1', referral)));
    expect(outcomes.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
    expect(await ledgerOfCustomer(bo)).toHaveLength(1);
    expect(await stores.scores.read(bo)).toMatchObject({ writes: 2 });
  });

  it('lists each referred customer once, by the earliest event', async () => {
    const [ann, bo] = await couple();
    await record(ann, 'f2', { type: 'referral', referredCustomerId: bo }, 4);
    await record(ann, 'f1', { type: 'referral', referredCustomerId: bo, reward: 10 }, 1);
    const { referrals, counters } = await stores.readDetail(ann);
    expect(referrals).toMatchObject([{ eventId: 'f1', reward: 10 }]);
    expect(counters.referrals).toBe(2);
    expect((await stores.readDetail(bo)).referredBy).toHaveLength(2);
  });

  it.each(['erased', 'merged'])('is refused for a friend who was %s', async (status) => {
    const [ann, bo] = await couple();
    await setStatus(bo, status);
    expect(await record(ann, 'f1', { type: 'referral', referredCustomerId: bo })).toEqual({
      kind: 'refused',
      by: [{ what: 'referred_unknown' }],
    });
    expect([...(await ledgerOfCustomer(ann)), ...(await ledgerOfCustomer(bo))]).toEqual([]);
  });

  it('is left to a fold where the detail lists no more', async () => {
    const [ann, bo] = await couple();
    await stores.tables.documents.send(
      new PutCommand({
        TableName: stores.tables.names.customers,
        Item: { ...customerKeys.detail(ann), _v: 1, referrals: referralsMax },
      }),
    );
    await record(ann, 'f1', { type: 'referral', referredCustomerId: bo });
    expect(await stores.scores.read(ann)).toMatchObject({ dirty: true });
    expect((await stores.readDetail(ann)).referrals).toEqual([]);
    expect((await stores.readDetail(bo)).referredBy).toHaveLength(1);
  });
});

describe('the void of a referral', () => {
  it('takes back both ends, and is recorded once', async () => {
    const [ann, bo] = await couple();
    await record(ann, 'f1', { type: 'referral', referredCustomerId: bo, reward: 500 });
    expect(await undo(ann, 'v1', 'f1')).toEqual({ kind: 'committed' });
    expect(await undo(ann, 'v1', 'f1')).toMatchObject({ kind: 'known' });
    expect(await undo(ann, 'v2', 'f1')).toMatchObject({
      by: [{ what: 'target_voided', voidedBy: 'v1' }],
    });
    const events = await ledgerOfCustomer(bo);
    const [mirror, mirrored] = ['referred', 'void'].map((type) =>
      events.find((entry) => entry.type === type),
    );
    expect(events).toHaveLength(2);
    expect(mirror?.voidedBy).toBe(mirrored?.eventId);
    expect(mirrored).not.toHaveProperty('text');
    for (const id of [ann, bo]) {
      expect(await stores.scores.read(id)).toMatchObject({ dirty: true });
      await stores.settle(id);
      expect(await stores.readDetail(id)).toMatchObject({ referrals: [], referredBy: [] });
      expect(await stores.rebuild(id, { repair: false })).toMatchObject({ differences: [] });
    }
  });

  it('cannot be given for the other end', async () => {
    const [ann, bo] = await couple();
    await record(ann, 'f1', { type: 'referral', referredCustomerId: bo });
    const [mirror] = await ledgerOfCustomer(bo);
    expect(await undo(bo, 'v1', mirror?.eventId ?? '')).toEqual({
      kind: 'refused',
      by: [{ what: 'target_not_voidable' }],
    });
  });

  it('works when the friend was erased since, and of a referral without another end', async () => {
    const [ann, bo] = await couple();
    await record(ann, 'f1', { type: 'referral', referredCustomerId: bo });
    await record(ann, 'f2', { type: 'referral', referredCustomerId: bo });
    await setStatus(bo, 'erased');
    expect(await undo(ann, 'v1', 'f1')).toEqual({ kind: 'committed' });
    expect(await stores.scores.read(bo)).toMatchObject({ status: 'erased' });
    const second = (await ledgerOfCustomer(bo)).find(
      (entry) => entry.type === 'referred' && entry.referralId === 'f2',
    );
    await stores.tables.documents.send(
      new DeleteCommand({
        TableName: stores.tables.names.events,
        Key: { ledger: ledgerOf(bo), event: second?.eventId },
      }),
    );
    expect(await undo(ann, 'v2', 'f2')).toEqual({ kind: 'committed' });
    expect((await stores.foldOf(ann)).detail.referrals).toEqual([]);
  });
});
