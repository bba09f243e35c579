import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { friendStore } from '../../lib/adapters/dynamodb/friend-store.ts';
import { maxAttempts } from '../../lib/adapters/dynamodb/patience.ts';
import { newScoreItem } from '../../lib/adapters/dynamodb/score-item.ts';
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
const busyStore = (times: number) => {
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
  const store = friendStore({ client: documents, table: (name) => tables.names[name] });
  return { store, asked: () => requests, close: () => client.destroy() };
};

it('waits longer and longer before it asks a busy table again', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  waits.length = 0;
  const { store, asked, close } = busyStore(3);
  expect(await store.readRecords(['cus_friend'])).toMatchObject([{ customerId: 'cus_friend' }]);
  close();
  expect(asked()).toBe(4);
  expect(waits).toEqual([16, 32, 64]);
});

it('takes a table that never answers for an outage', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const { store, asked, close } = busyStore(Number.POSITIVE_INFINITY);
  await expect(store.readRecords(['cus_friend'])).rejects.toThrow('could not be read');
  close();
  expect(asked()).toBe(maxAttempts);
});
