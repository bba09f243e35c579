import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../lib/adapters/dynamodb/database.ts';
import { scanScores, writeClassBatches } from '../../lib/adapters/dynamodb/run-scores.ts';
import { newScoreItem, readScoreItem } from '../../lib/adapters/dynamodb/score-item.ts';
import type { ClassWrite } from '../../lib/events/class-write.ts';
import { prospectClasses } from '../../lib/scoring/classes.ts';
import { createTables, type TestTables } from '../support/dynamodb.ts';

let tables: TestTables;
let database: Database;

beforeAll(async () => {
  tables = await createTables();
  database = { client: tables.documents, table: (name) => tables.names[name] };
});
afterAll(() => tables.drop());

const stamp = { runId: 'run_20260102', at: '2026-01-02T03:30:00.000Z' };

const store = async (id: string, more: Record<string, unknown> = {}) => {
  const item = { ...newScoreItem(id), ...more };
  await tables.documents.send(new PutCommand({ TableName: tables.names.scores, Item: item }));
  return readScoreItem(item);
};

const read = async (id: string) => {
  const answer = await tables.documents.send(
    new GetCommand({ TableName: tables.names.scores, Key: { id } }),
  );
  return answer.Item;
};

const toHigh = (record: ClassWrite['record']): ClassWrite => ({
  record,
  classes: { ...prospectClasses, tier: 'high', stage: 'first', bucket: 42 },
  nextChangeDay: 20_500,
  ...stamp,
});

it('writes classes, index keys and the change that the stream sends', async () => {
  const record = await store('cus_a');
  expect(await writeClassBatches(database)([toHigh(record)])).toEqual([{ written: true }]);
  const stored = readScoreItem(await read('cus_a'));
  expect(stored).toMatchObject({
    writes: 2,
    changeSeq: 1,
    nextChangeDay: 20_500,
    classes: { tier: 'high', stage: 'first', activity: 'prospect', risk: null, bucket: 42 },
    lastChange: { seq: 1, runId: stamp.runId, changes: { tier: [null, 'high'] } },
  });
});

it('leaves a record that was written meanwhile, and returns it', async () => {
  const record = await store('cus_b');
  await store('cus_b', { v: 2, d: 1 });
  const [outcome] = await writeClassBatches(database)([toHigh(record)]);
  expect(outcome).toMatchObject({ written: false, record: { writes: 2, dirty: true } });
  expect(await read('cus_b')).toMatchObject({ v: 2, gk: expect.stringMatching(/^prospect#/) });
});

it('writes nothing for a customer who is erased or unknown', async () => {
  const erased = await store('cus_c', { st: 'erased' });
  const unknown = readScoreItem(newScoreItem('cus_nobody'));
  const outcomes = await writeClassBatches(database)([toHigh(erased), toHigh(unknown)]);
  expect(outcomes).toMatchObject([
    { written: false, record: { status: 'erased' } },
    { written: false, record: null },
  ]);
  expect(await read('cus_nobody')).toBeUndefined();
});

it('takes the change away when only the value bucket moves', async () => {
  const record = await store('cus_d');
  await writeClassBatches(database)([toHigh(record)]);
  const moved = readScoreItem(await read('cus_d'));
  const write = {
    record: moved,
    classes: { ...moved.classes, bucket: 43 },
    nextChangeDay: null,
    ...stamp,
  };
  expect(await writeClassBatches(database)([write])).toEqual([{ written: true }]);
  const stored = await read('cus_d');
  expect(stored).toMatchObject({ v: 3, q: 1, k: '43#d' });
  expect(stored).not.toHaveProperty('ch');
  expect(stored).not.toHaveProperty('nc');
});

it('scans every record exactly once over all segments and pages', async () => {
  for (let i = 0; i < 40; i += 1) await store(`cus_scan${i}`);
  const seen: string[] = [];
  for (const segment of [0, 1, 2, 3]) {
    let after: string | null = null;
    do {
      const page = await scanScores(database)({ segment, total: 4, after, limit: 3 });
      seen.push(...page.records.map(({ customerId }) => customerId));
      after = page.next;
    } while (after !== null);
  }
  expect(seen.filter((id) => id.startsWith('cus_scan')).length).toBe(40);
  expect(new Set(seen).size).toBe(seen.length);
});
