import { itemOfEntry } from '../../feedback/entry-id.ts';
import type { FeedbackQuery, PositionedFeedback } from '../../feedback/ports.ts';
import { ledgerOf } from '../../shared/ids.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { feedbackKeys, feedbackList, positionOf, readFeedbackItem } from './feedback-item.ts';
import { allShards } from './keys.ts';
import { queryAll, queryLane } from './query.ts';
import { mergeLanes } from './shard-merge.ts';

/** Sorts before and behind every position. */
const [first, last] = ['!', '~'];

/** Items of one query of a shard: most pages take a handful of each. */
const laneItems = 50;

/** Items newest first: of the whole list from its eight shards, of one customer by the ledger's entries. */
export const walkFeedback = (
  database: Database,
  query: FeedbackQuery,
): AsyncIterable<PositionedFeedback> =>
  query.customerId === undefined
    ? walkAll(database, query)
    : walkCustomer(database, query.customerId, query);

const walkAll = async function* (
  database: Database,
  { from = first, before = last, after }: FeedbackQuery,
): AsyncGenerator<PositionedFeedback> {
  const to = after !== undefined && after < before ? after : before;
  if (from > to) return;
  const lanes = allShards(feedbackList).map((shard) =>
    queryLane(
      database,
      {
        TableName: database.table('events'),
        IndexName: 'bySurvey',
        KeyConditionExpression: 'sv = :shard AND sd BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':shard': shard, ':from': from, ':to': to },
        ScanIndexForward: false,
        Limit: laneItems,
      },
      positioned,
    ),
  );
  for await (const found of mergeLanes(lanes, 'descending', ({ position }) => position))
    if (found.position !== after) yield found;
};

const positioned = (stored: unknown): PositionedFeedback => {
  const feedback = readFeedbackItem(stored);
  return { position: positionOf(feedback), feedback };
};

/** Entries of a ledger name their item; an item that went to somebody else since is left to the filter. */
const walkCustomer = async function* (
  database: Database,
  customerId: string,
  { from = first, before = last, after = last }: FeedbackQuery,
): AsyncGenerator<PositionedFeedback> {
  const ids = await itemsOfCustomer(database, customerId);
  const keys = [...ids].map(feedbackKeys.item);
  const found = await batchGet(database, 'events', { keys, isStrong: true });
  yield* found
    .map(positioned)
    .filter(({ position }) => position >= from && position < before && position < after)
    .sort((a, b) => (a.position < b.position ? 1 : -1));
};

/** Items that have, or had, an entry in the ledger of a customer. */
export const itemsOfCustomer = async (
  database: Database,
  customerId: string,
): Promise<ReadonlySet<string>> => {
  const query = {
    TableName: database.table('events'),
    KeyConditionExpression: 'ledger = :ledger AND begins_with(#event, :prefix)',
    ExpressionAttributeNames: { '#event': 'event' },
    ExpressionAttributeValues: { ':ledger': ledgerOf(customerId), ':prefix': 'fbk_' },
    ConsistentRead: true,
  };
  const items = await queryAll(database, query, ({ event }) => itemOfEntry(String(event)));
  return new Set(items.filter((id) => id !== undefined));
};
