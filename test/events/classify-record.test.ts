import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classChange, isWorthWriting } from '../../lib/events/class-write.ts';
import { classificationDay, classifyRecord } from '../../lib/events/classify-record.ts';
import type { ScoreStore } from '../../lib/events/ports.ts';
import { prospectClasses } from '../../lib/scoring/classes.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { emptyStatistics } from '../../lib/scoring/statistics.ts';
import { event } from './ledgers.ts';
import { stageClassifier } from './stage-classifier.ts';
import { openStores, type Stores } from './stores.ts';

const now = '2024-03-01T00:00:00.000Z';

let stores: Stores;
beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores.close());

const classifier = async () => stageClassifier;
const classify = (scores: ScoreStore = stores.scores) =>
  classifyRecord({ scores, classifier, zone: 'UTC' });

const buy = async (customerId: string, id: string, day: number) => {
  const made = event({ type: 'purchase', orderId: id, amount: 100 }, { id, day });
  const ledgerId = customerId.replace('cus_', 'led_');
  await stores.commit({ ...made, customerId, ledgerId });
};

describe('classifyRecord', () => {
  it('stores changed classes once, as the next change, and nothing when they are the same', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'a', 0);
    await classify()(id, now);
    const first = await stores.scores.read(id);
    expect(first).toMatchObject({
      classes: { stage: 'first' },
      changeSeq: 1,
      lastChange: { seq: 1, at: now, changes: { stage: ['prospect', 'first'] } },
    });
    await classify()(id, now);
    expect(await stores.scores.read(id)).toEqual(first);
  });

  it('takes the change away with the next write, so that the stream tells it once', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'a', 0);
    await classify()(id, now);
    await buy(id, 'b', 1);
    const record = await stores.scores.read(id);
    expect(record).not.toHaveProperty('lastChange');
    expect(record?.changeSeq).toBe(1);
    await classify()(id, now);
    expect((await stores.scores.read(id))?.lastChange).toMatchObject({
      seq: 2,
      changes: { stage: ['first', 'repeat'] },
    });
  });

  it('leaves a record that waits for its fold, and one that is gone', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'b', 3);
    await buy(id, 'a', 0);
    const before = await stores.scores.read(id);
    await classify()(id, now);
    expect(await stores.scores.read(id)).toEqual(before);
    await expect(classify()('cus_nobody', now)).resolves.toBeUndefined();
  });

  it('does not write over somebody who wrote since the record was read', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'a', 0);
    const overtaken: ScoreStore = {
      ...stores.scores,
      read: async (customerId) => {
        const record = await stores.scores.read(customerId);
        await buy(id, 'b', 1);
        return record;
      },
    };
    await classify(overtaken)(id, now);
    expect((await stores.scores.read(id))?.classes.stage).toBe('prospect');
  });

  it('takes its own write for written when the reply was lost', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'a', 0);
    const record = await stores.scores.read(id);
    if (!record) throw new Error('the customer was just made');
    const write = { record, ...stageClassifier(record, 0), at: now, runId: 'run_1' };
    expect(await stores.scores.writeClasses(write)).toBe(true);
    expect(await stores.scores.writeClasses(write)).toBe(true);
    expect(await stores.scores.writeClasses({ ...write, runId: 'run_2' })).toBe(false);
    expect((await stores.scores.read(id))?.writes).toBe(record.writes + 1);
  });

  it('classifies for the day of the last purchase when that lies ahead', async () => {
    const record = await stores.scores.read(await stores.newCustomer());
    if (!record) throw new Error('the customer was just made');
    const statistics = { ...record.statistics, lastDay: 101 };
    expect(classificationDay({ ...record, statistics }, 100)).toBe(101);
    expect(classificationDay(record, 100)).toBe(100);
  });
});

describe('a stored fold', () => {
  it('keeps the classes, or stores new ones with it in one write', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'b', 3);
    await buy(id, 'a', 0);
    const record = await stores.scores.read(id);
    if (!record) throw new Error('the customer was just made');
    const fold = await stores.foldOf(id);
    const next = stageClassifier({ ...record, statistics: fold.statistics }, 0);
    expect(await stores.scores.writeFold(record, fold, { ...next, at: now })).toBe(true);
    expect(await stores.scores.read(id)).toMatchObject({
      dirty: false,
      writes: record.writes + 1,
      classes: { stage: 'repeat' },
      lastChange: { changes: { stage: ['prospect', 'repeat'] } },
    });
  });

  it('is not stored for somebody who was erased meanwhile', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'a', 0);
    const record = await stores.scores.read(id);
    if (!record) throw new Error('the customer was just made');
    await stores.tables.documents.send(
      new UpdateCommand({
        TableName: stores.tables.names.scores,
        Key: { id },
        UpdateExpression: 'SET st = :erased',
        ExpressionAttributeValues: { ':erased': 'erased' },
      }),
    );
    expect(await stores.scores.writeFold(record, await stores.foldOf(id))).toBe(false);
    const answer = await stores.commit({
      ...event({ type: 'visit' }, { id: 'v', day: 1 }),
      customerId: id,
      ledgerId: id.replace('cus_', 'led_'),
    });
    expect(answer).toEqual({ kind: 'customer_erased' });
  });
});

describe('isWorthWriting', () => {
  const record = (nextChangeDay: number | null): ScoreRecord => ({
    customerId: 'cus_1',
    status: 'live',
    writes: 1,
    dirty: false,
    commutes: true,
    statistics: emptyStatistics,
    classes: prospectClasses,
    changeSeq: 0,
    nextChangeDay,
  });

  it.each([
    ['nothing changed', 10, { nextChangeDay: 10 }, false],
    ['the next change moved away', 10, { nextChangeDay: 20 }, false],
    ['the next change came nearer', 10, { nextChangeDay: 9 }, true],
    ['a next change is in sight', null, { nextChangeDay: 9 }, true],
    ['the bucket moved', null, { classes: { ...prospectClasses, bucket: 4 } }, true],
    ['a class moved', null, { classes: { ...prospectClasses, tier: 'low' } }, true],
  ])('%s', (_what, stored, next, expected) => {
    const before = record(stored);
    const same = { classes: before.classes, nextChangeDay: before.nextChangeDay };
    expect(isWorthWriting(before, { ...same, ...next })).toBe(expected);
  });

  it('announces no bucket', () => {
    expect(classChange(prospectClasses, { ...prospectClasses, bucket: 9 })).toEqual({});
  });
});
