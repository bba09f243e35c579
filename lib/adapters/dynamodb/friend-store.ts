import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { FriendReader } from '../../runs/read-friends.ts';
import type { Database } from './database.ts';
import { readDetailItem } from './detail-item.ts';
import { customerKeys } from './keys.ts';
import { maxAttempts, retryDelayMs } from './patience.ts';
import { readScoreItem } from './score-item.ts';

type Key = Readonly<Record<string, string>>;
type Item = Record<string, unknown>;

/**
 * Several items of a table by their keys, up to 100, strongly consistent; what is not there is left out. What a busy
 * table did not answer is asked for again with full jitter.
 */
const itemsAt = async (
  { client, table }: Database,
  of: 'scores' | 'customers',
  keys: readonly Key[],
): Promise<readonly Item[]> => {
  const name = table(of);
  const items: Item[] = [];
  let rest: Item[] = keys.map((key) => ({ ...key }));
  for (let attempt = 1; rest.length > 0; attempt += 1) {
    if (attempt > maxAttempts) throw new Error(`${rest.length} items of ${of} could not be read`);
    if (attempt > 1) await sleep(retryDelayMs(attempt));
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: rest, ConsistentRead: true } } }),
    );
    items.push(...(answer.Responses?.[name] ?? []));
    rest = answer.UnprocessedKeys?.[name]?.Keys ?? [];
  }
  return items;
};

/** Compact records and details of several customers. */
export const friendStore = (
  database: Database,
): Pick<FriendReader, 'readRecords' | 'readDetails'> => ({
  readRecords: async (customerIds) => {
    const keys = customerIds.map((id) => ({ id }));
    return (await itemsAt(database, 'scores', keys)).map(readScoreItem);
  },
  readDetails: async (customerIds) => {
    const keys = customerIds.map((id) => customerKeys.detail(id));
    const items = await itemsAt(database, 'customers', keys);
    const byKey = new Map(items.map((item) => [String(item['pk']), item]));
    return new Map(
      customerIds.map((id) => [id, readDetailItem(byKey.get(customerKeys.detail(id).pk))]),
    );
  },
});
