import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScoreStore } from '../../lib/events/ports.ts';
import { rebuildCustomer } from '../../lib/events/rebuild-customer.ts';
import { settleCustomer } from '../../lib/events/settle-customer.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { event } from './ledgers.ts';
import { openStores, type Stores } from './stores.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores.close());

const buy = (customerId: string, id: string, day: number) =>
  stores.commit({
    ...event({ type: 'purchase', orderId: id, amount: 100 }, { id, day }),
    customerId,
    ledgerId: ledgerOf(customerId),
  });

const corrupt = async (customerId: string) => {
  const { documents, names } = stores.tables;
  const add = (TableName: string, Key: Record<string, string>, name: string) =>
    documents.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'ADD #name :some',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':some': 7 },
      }),
    );
  await add(names.scores, { id: customerId }, 'm');
  await add(names.customers, { pk: customerId, sk: 'detail' }, 'm:2024-01:r');
};

describe('rebuildCustomer', () => {
  it('finds nothing to say about a customer who is right', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'a', 0);
    const before = await stores.scores.read(id);
    expect(await stores.rebuild(id, { repair: true })).toEqual({
      record: before,
      events: 1,
      dirty: false,
      differences: [],
      repaired: false,
    });
  });

  it('says what differs, repairs it when asked, and proves it by finding nothing more', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'a', 0);
    await corrupt(id);
    const differences = [
      { path: 'statistics.total', stored: 107, folded: 100 },
      { path: 'detail.months.2024-01.revenue', stored: 107, folded: 100 },
    ];
    const look = await stores.rebuild(id, { repair: false });
    expect(look).toMatchObject({ differences, repaired: false });
    expect((await stores.scores.read(id))?.statistics.total).toBe(107);
    const repair = await stores.rebuild(id, { repair: true });
    expect(repair).toMatchObject({ differences, repaired: true });
    expect(await stores.scores.read(id)).toEqual(repair?.record);
    expect(await stores.rebuild(id, { repair: false })).toMatchObject({ differences: [] });
  });

  it('takes what arrives between its reads for no difference', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'a', 0);
    let reads = 0;
    const overtaken: ScoreStore = {
      ...stores.scores,
      read: async (customerId) => {
        const record = await stores.scores.read(customerId);
        reads += 1;
        if (reads === 1) await buy(id, 'b', 1);
        return record;
      },
    };
    const { ledgers, readDetail } = stores;
    const rebuild = rebuildCustomer({ scores: overtaken, ledgers, readDetail });
    expect(await rebuild(id, { repair: true })).toMatchObject({ events: 2, differences: [] });
  });

  it('knows nobody who is unknown', async () => {
    expect(await stores.rebuild('cus_nobody', { repair: true })).toBeUndefined();
  });
});

describe('settleCustomer', () => {
  it('folds again when an event overtook the fold, and loses neither', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'b', 3);
    await buy(id, 'a', 0);
    let folds = 0;
    const settle = settleCustomer({
      scores: stores.scores,
      ledgers: {
        ...stores.ledgers,
        readAll: async (ledgerId) => {
          const events = await stores.ledgers.readAll(ledgerId);
          folds += 1;
          if (folds === 1) await buy(id, 'c', 5);
          return events;
        },
      },
    });
    expect((await settle(id))?.statistics).toMatchObject({ purchaseDays: 3, total: 300 });
    expect(folds).toBe(2);
    expect(await stores.rebuild(id, { repair: false })).toMatchObject({
      dirty: false,
      differences: [],
    });
  });

  it('gives a busy customer a fold that is right, and leaves storing it to the next reader', async () => {
    const id = await stores.newCustomer();
    await buy(id, 'b', 3);
    await buy(id, 'a', 0);
    const scores: ScoreStore = { ...stores.scores, writeFold: async () => false };
    const record = await settleCustomer({ scores, ledgers: stores.ledgers })(id);
    expect(record).toMatchObject({ dirty: false, statistics: { purchaseDays: 2, total: 200 } });
    const stored = await stores.scores.read(id);
    expect(stored).toMatchObject({ dirty: true, writes: record?.writes });
  });
});
