import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { batchGet } from '../../lib/adapters/dynamodb/batch-get.ts';
import { maxAttempts } from '../../lib/adapters/dynamodb/patience.ts';
import { newScoreItem } from '../../lib/adapters/dynamodb/score-item.ts';
import type { TableName } from '../../lib/contract/tables.ts';
import { createTables, type TestTables } from '../support/dynamodb.ts';

const waits = vi.hoisted((): number[] => []);
vi.mock(import('node:timers/promises'), async (original) => {
  const timers = await original();
  const setTimeout: typeof timers.setTimeout = (ms, ...rest) => {
    waits.push(ms ?? 0);
    return timers.setTimeout(ms, ...rest);
  };
  return { ...timers, setTimeout };
});

let tables: TestTables;
beforeAll(async () => {
  tables = await createTables();
  const item = newScoreItem('cus_friend');
  await tables.documents.send(new PutCommand({ TableName: tables.names.scores, Item: item }));
});
afterAll(() => tables.drop());
afterEach(() => vi.restoreAllMocks());

/** A table that leaves the first so many requests unread. */
const busyTable = (times: number) => {
  const client = new DynamoDBClient(tables.config);
  let requests = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      requests += 1;
      const answer = await next(args);
      if (requests > times) return answer;
      const { RequestItems: UnprocessedKeys } = args.input as { RequestItems: object };
      return { ...answer, output: { ...answer.output, Responses: {}, UnprocessedKeys } };
    },
    { step: 'initialize', priority: 'low' },
  );
  const documents = DynamoDBDocumentClient.from(client);
  const database = { client: documents, table: (name: TableName) => tables.names[name] };
  const get = () => batchGet(database, 'scores', { keys: [{ id: 'cus_friend' }], isStrong: true });
  return { get, asked: () => requests, close: () => client.destroy() };
};

it('waits longer and longer before it asks a busy table again', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  waits.length = 0;
  const { get, asked, close } = busyTable(3);
  expect(await get()).toMatchObject([{ id: 'cus_friend' }]);
  close();
  expect(asked()).toBe(4);
  expect(waits).toEqual([8, 16, 32]);
});

it('takes a table that never answers for an outage', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const { get, asked, close } = busyTable(Number.POSITIVE_INFINITY);
  await expect(get()).rejects.toThrow('1 items of scores were not read');
  close();
  expect(asked()).toBe(maxAttempts);
});
