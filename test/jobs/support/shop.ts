import { existsSync, readFileSync } from 'node:fs';
import { BatchWriteCommand, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { detailItem } from '../../../lib/adapters/dynamodb/detail-item.ts';
import { eventItem } from '../../../lib/adapters/dynamodb/event-item.ts';
import { foldChanges } from '../../../lib/adapters/dynamodb/score-changes.ts';
import { newScoreItem, readScoreItem } from '../../../lib/adapters/dynamodb/score-item.ts';
import { foldLedger } from '../../../lib/events/fold.ts';
import type { EventOf, LedgerEvent } from '../../../lib/events/ledger-event.ts';
import type { ScoreRecord } from '../../../lib/scoring/score-record.ts';
import { ledgerOf } from '../../../lib/shared/ids.ts';
import { dateToDay } from '../../../lib/shared/time.ts';
import type { TestTables } from '../../support/dynamodb.ts';

export interface Purchase {
  readonly date: string;
  /** Minor units. */
  readonly amount: number;
}

export type Purchases = ReadonlyMap<string, readonly Purchase[]>;
export type Ledgers = ReadonlyMap<string, readonly LedgerEvent[]>;

const recordedAt = '1999-01-01T00:00:00.000Z';

export const purchaseEvent = (
  customerId: string,
  { date, amount }: Purchase,
  index: number,
): EventOf<'purchase'> => ({
  type: 'purchase',
  ledgerId: ledgerOf(customerId),
  eventId: `buy${index}`,
  customerId,
  occurredAt: `${date}T12:00:00.000Z`,
  day: dateToDay(date),
  recordedAt,
  hash: 'v1:test',
  by: customerId,
  orderId: `o${index}`,
  amount,
});

/** Puts customers with their purchases into the tables as intake would have left them. */
export const openShop = (tables: TestTables, customers: Purchases): Promise<void> =>
  openLedgers(tables, ledgersOf(customers));

/** The ledgers of customers who only bought. */
export const ledgersOf = (customers: Purchases): Ledgers =>
  new Map(
    [...customers].map(([id, purchases]) => [
      id,
      purchases.map((purchase, index) => purchaseEvent(id, purchase, index)),
    ]),
  );

/** Puts whole ledgers into the tables as intake would have left them. */
export const openLedgers = async (tables: TestTables, ledgers: Ledgers): Promise<void> => {
  const writes: { table: string; item: Record<string, unknown> }[] = [];
  for (const [id, events] of ledgers) {
    const { statistics, detail } = foldLedger(events);
    writes.push(
      ...events.map((event) => ({ table: tables.names.events, item: eventItem(event) })),
      { table: tables.names.customers, item: detailItem(id, detail) },
      { table: tables.names.scores, item: scoreItem(id, statistics) },
    );
  }
  const batches = Array.from({ length: Math.ceil(writes.length / 25) }, (_, batch) =>
    writes.slice(batch * 25, batch * 25 + 25),
  );
  await Promise.all(
    Array.from({ length: 8 }, async (_, worker) => {
      for (let batch = worker; batch < batches.length; batch += 8)
        await put(tables, batches[batch] ?? []);
    }),
  );
};

const scoreItem = (id: string, statistics: ScoreRecord['statistics']): Record<string, unknown> => {
  const fresh = newScoreItem(id);
  return { ...fresh, ...foldChanges(readScoreItem(fresh), statistics, true).set, v: fresh.v };
};

const put = async (
  tables: TestTables,
  writes: readonly { table: string; item: Record<string, unknown> }[],
): Promise<void> => {
  const names = [...new Set(writes.map(({ table }) => table))];
  const requests = names.map((name) => [
    name,
    writes
      .filter(({ table }) => table === name)
      .map(({ item }) => ({ PutRequest: { Item: item } })),
  ]);
  await tables.documents.send(
    new BatchWriteCommand({ RequestItems: Object.fromEntries(requests) }),
  );
};

export const recordOf = async (tables: TestTables, id: string): Promise<ScoreRecord> => {
  const answer = await tables.documents.send(
    new GetCommand({ TableName: tables.names.scores, Key: { id }, ConsistentRead: true }),
  );
  return readScoreItem(answer.Item);
};

export const allRecords = async (tables: TestTables): Promise<readonly ScoreRecord[]> => {
  const records: ScoreRecord[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await tables.documents.send(
      new ScanCommand({
        TableName: tables.names.scores,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    records.push(...(page.Items ?? []).map(readScoreItem));
    from = page.LastEvaluatedKey;
  } while (from);
  return records;
};

const cdnowFile = new URL(
  '../../../../shared/data/cdnow/cdnow_sample_transactions.csv',
  import.meta.url,
);

/** Whether the published data stand beside the project. */
export const hasCdnow = existsSync(cdnowFile);

export const cdnowId = (number: string): string => `cus_${number.padStart(26, '0')}`;

/** The CDNOW sample of Fader, Hardie and Lee (2005): 2,357 customers, 6,919 purchases. */
export const cdnow = (): Purchases => {
  const customers = new Map<string, Purchase[]>();
  for (const line of readFileSync(cdnowFile, 'utf8').trim().split('\n').slice(1)) {
    const [number = '', date = '', , value = ''] = line.split(',');
    const purchases = customers.get(cdnowId(number)) ?? [];
    purchases.push({ date, amount: Math.round(Number(value) * 100) });
    customers.set(cdnowId(number), purchases);
  }
  return customers;
};

/** A made-up shop whose customers differ enough for a fit: the same one each time. */
export const smallShop = (size: number, lastDate: string): Purchases => {
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const last = Date.parse(lastDate);
  return new Map(
    Array.from({ length: size }, (_, index) => {
      const purchases: Purchase[] = [];
      const gap = 5 + 80 * random();
      const spend = 1_000 + 9_000 * random();
      const leaves = 0.9 * random() ** 2;
      let day = Math.floor(200 - 190 * random());
      do {
        const date = new Date(last - day * 86_400_000).toISOString().slice(0, 10);
        purchases.push({ date, amount: Math.round(spend * (0.6 + 0.8 * random())) });
        day -= 1 + Math.floor(-gap * Math.log(1 - random()));
      } while (day >= 0 && random() > leaves);
      return [`cus_${String(index).padStart(26, '0')}`, purchases];
    }),
  );
};
