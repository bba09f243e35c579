import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { itemsWithRoom } from '../../shared/page-room.ts';
import type { Page } from '../../shared/pages.ts';
import { dayToDate } from '../../shared/time.ts';
import {
  type HeldDecision,
  type HeldResponse,
  heldDays,
  heldUntil,
} from '../../surveys/abuse/held-response.ts';
import type { QuarantineStore } from '../../surveys/abuse/ports.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { allShards, controlKeys, customerKeys } from './keys.ts';
import { holdResponse } from './quarantine-hold.ts';
import {
  decisionItem,
  heldItem,
  heldList,
  heldPosition,
  readHeldOrDecision,
} from './quarantine-item.ts';
import { queryFirst } from './query.ts';
import { type TransactItem, transact } from './transact.ts';

/** Responses in quarantine, in the control table, with a list of each survey's. */
export const quarantineStore = (database: Database): QuarantineStore => ({
  hold: holdResponse(database),
  list: (query) => list(database, query),
  find: async (responseId, today) => {
    const { Item } = await database.client.send(
      new GetCommand({
        TableName: database.table('control'),
        Key: controlKeys.held(responseId),
        ConsistentRead: true,
      }),
    );
    const found = Item && readHeldOrDecision(Item);
    // Items whose time is over stay for up to two days.
    return found && heldUntil(found.day) > today ? found : undefined;
  },
  reject: (held) => reject(database, held),
  replace: (next) => replace(database, next),
  count: (surveyId, { from, to }, max) => count(database, { surveyId, from, to, max }),
});

/** Sorts behind every response id. */
const afterAllIds = '~';

interface HeldKey {
  readonly pk: string;
  readonly sk: string;
  readonly position: string;
}

const keysOfShard = (
  database: Database,
  shard: string,
  { low, high, limit }: { readonly low: string; readonly high: string; readonly limit: number },
): Promise<readonly HeldKey[]> => {
  const query = {
    TableName: database.table('control'),
    IndexName: 'byKind',
    KeyConditionExpression: 'lk = :shard AND ls BETWEEN :low AND :high',
    ExpressionAttributeValues: { ':shard': shard, ':low': low, ':high': high },
    ScanIndexForward: false,
    // One for the next page, one for the response at `high`, which the range includes.
    Limit: limit + 2,
  };
  return queryFirst(database, query, keyOf);
};

const keyOf = (item: Readonly<Record<string, unknown>>): HeldKey => ({
  pk: String(item['pk']),
  sk: String(item['sk']),
  position: String(item['ls']),
});

const isHeld = (found: HeldResponse | HeldDecision): found is HeldResponse =>
  !('decision' in found);

const list = async (
  database: Database,
  { surveyId, limit, after, today }: Parameters<QuarantineStore['list']>[0],
): Promise<Page<HeldResponse, string>> => {
  const range = {
    low: dayToDate(today - heldDays),
    high: after ?? `${dayToDate(today)}#${afterAllIds}`,
    limit,
  };
  const shards = await Promise.all(
    allShards(heldList(surveyId)).map((shard) => keysOfShard(database, shard, range)),
  );
  const keys = shards
    .flat()
    .filter(({ position }) => position !== after)
    .sort((a, b) => (a.position < b.position ? 1 : -1));
  const page = keys.slice(0, limit);
  const found = await batchGet(database, 'control', {
    keys: page.map(({ pk, sk }) => ({ pk, sk })),
  });
  // The index lags: one that was decided about a moment ago may still be in it.
  const waiting = found
    .map(readHeldOrDecision)
    .filter(isHeld)
    .sort((a, b) => (heldPosition(a) < heldPosition(b) ? 1 : -1));
  const items = itemsWithRoom(waiting);
  const cut = items.length < waiting.length ? items.at(-1) : undefined;
  if (cut) return { items, next: heldPosition(cut) };
  const last = page.at(-1);
  return last && keys.length > limit ? { items, next: last.position } : { items };
};

const forget = ({ table }: Database, { id, link }: HeldResponse): readonly TransactItem[] =>
  link
    ? [
        {
          Update: {
            TableName: table('control'),
            Key: controlKeys.invitation(link.invitationId),
            UpdateExpression: 'REMOVE held',
            // An update of what is not there would put an item with a key alone.
            ConditionExpression: 'attribute_exists(pk)',
          },
        },
        { Delete: { TableName: table('customers'), Key: customerKeys.held(link.customerId, id) } },
      ]
    : [];

const isWaiting = 'attribute_exists(pk) AND attribute_not_exists(decision)';

const reject = async (database: Database, held: HeldResponse): Promise<boolean> => {
  const { id, surveyId, day } = held;
  const { committed } = await transact(database, [
    {
      Put: {
        TableName: database.table('control'),
        Item: decisionItem({ id, surveyId, day, decision: 'rejected' }),
        ConditionExpression: isWaiting,
      },
    },
    ...forget(database, held),
  ]);
  return committed;
};

const replace = async (database: Database, next: HeldResponse): Promise<boolean> => {
  const { committed } = await transact(database, [
    {
      Put: {
        TableName: database.table('control'),
        Item: heldItem(next),
        ConditionExpression: `${isWaiting} AND revision = :before`,
        ExpressionAttributeValues: { ':before': next.revision - 1 },
      },
    },
  ]);
  return committed;
};

/** Counts keys, a page of the index at a time, until there are enough. */
const count = async (
  { client, table }: Database,
  about: {
    readonly surveyId: string;
    readonly from: number;
    readonly to: number;
    readonly max: number;
  },
): Promise<number> => {
  const { surveyId, from, to, max } = about;
  let total = 0;
  for (const shard of allShards(heldList(surveyId))) {
    let start: Record<string, unknown> | undefined;
    do {
      const answer = await client.send(
        new QueryCommand({
          TableName: table('control'),
          IndexName: 'byKind',
          KeyConditionExpression: 'lk = :shard AND ls BETWEEN :low AND :high',
          ExpressionAttributeValues: {
            ':shard': shard,
            ':low': dayToDate(from),
            ':high': `${dayToDate(to)}#${afterAllIds}`,
          },
          Select: 'COUNT',
          Limit: max - total,
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      );
      total += answer.Count ?? 0;
      start = answer.LastEvaluatedKey;
    } while (start && total < max);
    if (total >= max) return max;
  }
  return total;
};
