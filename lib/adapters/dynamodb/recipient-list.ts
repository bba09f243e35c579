import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Recipient } from '../../asking/recipient.ts';
import type { Page } from '../../shared/pages.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { allShards } from './keys.ts';
import { queryLane } from './query.ts';
import { readRecipientItem, recipientList } from './recipient-item.ts';
import { mergeLanes } from './shard-merge.ts';

interface RecipientPage {
  readonly limit: number;
  readonly after?: string | undefined;
}

interface Key {
  readonly pk: string;
  readonly sk: string;
  readonly ls: string;
}

const asKey = (item: Readonly<Record<string, unknown>>): Key => ({
  pk: String(item['pk']),
  sk: String(item['sk']),
  ls: String(item['ls']),
});

/** Recipients of all occurrences of a wave, by occurrence and customer: keys from the index, then the items. */
export const listRecipients = async (
  database: Database,
  waveId: string,
  { limit, after }: RecipientPage,
): Promise<Page<Recipient, string>> => {
  const lanes = allShards(recipientList(waveId)).map((shard) => {
    const query: QueryCommandInput = {
      TableName: database.table('customers'),
      IndexName: 'byList',
      KeyConditionExpression: after === undefined ? 'lk = :shard' : 'lk = :shard AND ls > :after',
      ExpressionAttributeValues: {
        ':shard': shard,
        ...(after === undefined ? {} : { ':after': after }),
      },
      Limit: limit + 1,
    };
    return queryLane(database, query, asKey);
  });
  const keys: Key[] = [];
  for await (const key of mergeLanes(lanes, 'ascending', ({ ls }) => ls)) {
    keys.push(key);
    if (keys.length > limit) break;
  }
  const shown = keys.slice(0, limit);
  const items = await batchGet(database, 'customers', {
    keys: shown.map(({ pk, sk }) => ({ pk, sk })),
  });
  const byKey = new Map(items.map((item) => [`${item['pk']}/${item['sk']}`, item]));
  const recipients = shown.flatMap(({ pk, sk }) => {
    const item = byKey.get(`${pk}/${sk}`);
    return item ? [readRecipientItem(item)] : [];
  });
  const last = shown.at(-1);
  return { items: recipients, ...(last && keys.length > limit ? { next: last.ls } : {}) };
};

/** A place in a wave of one customer: the latest waves first, page by page, for who was drawn very often. */
export const findPlace =
  (database: Database) =>
  async (
    customerId: string,
    isWanted: (place: Recipient) => boolean,
  ): Promise<Recipient | undefined> => {
    const query = {
      TableName: database.table('customers'),
      KeyConditionExpression: 'pk = :customer AND begins_with(sk, :place)',
      ExpressionAttributeValues: { ':customer': customerId, ':place': 'asked#' },
      ConsistentRead: true,
      ScanIndexForward: false,
    };
    for await (const places of queryLane(database, query, readRecipientItem)) {
      const found = places.find(isWanted);
      if (found) return found;
    }
    return undefined;
  };
