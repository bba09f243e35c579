import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { FeedbackQuery, PositionedFeedback } from '../../feedback/ports.ts';
import { ledgerOf } from '../../shared/ids.ts';
import type { Database } from './database.ts';
import { feedbackKeys, feedbackList, positionOf, readFeedbackItem } from './feedback-item.ts';
import { allShards } from './keys.ts';
import { type Lane, mergeLanes } from './shard-merge.ts';

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
    itemLane(database, {
      TableName: database.table('events'),
      IndexName: 'bySurvey',
      KeyConditionExpression: 'sv = :shard AND sd BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':shard': shard, ':from': from, ':to': to },
      ScanIndexForward: false,
      Limit: laneItems,
    }),
  );
  for await (const found of mergeLanes(lanes, 'descending', ({ position }) => position))
    if (found.position !== after) yield found;
};

const itemLane = async function* (
  { client }: Database,
  input: QueryCommandInput,
): Lane<PositionedFeedback> {
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
  do {
    const answer = await client.send(
      new QueryCommand({ ...input, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }),
    );
    yield (answer.Items ?? []).map(positioned);
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey);
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
  const found = await Promise.all(
    [...ids].map(async (id) => {
      const { Items = [] } = await database.client.send(
        new QueryCommand({
          TableName: database.table('events'),
          KeyConditionExpression: 'ledger = :ledger',
          ExpressionAttributeValues: { ':ledger': feedbackKeys.item(id).ledger },
          ConsistentRead: true,
        }),
      );
      return Items.map(positioned);
    }),
  );
  yield* found
    .flat()
    .filter(({ position }) => position >= from && position < before && position < after)
    .sort((a, b) => (a.position < b.position ? 1 : -1));
};

/** `fbk_…` of the entry `fbk_…_2`. */
export const itemOfEntry = (eventId: string): string =>
  eventId.slice(0, eventId.indexOf('_', 'fbk_'.length));

/** Items that have, or had, an entry in the ledger of a customer. */
export const itemsOfCustomer = async (
  { client, table }: Database,
  customerId: string,
): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table('events'),
        KeyConditionExpression: 'ledger = :ledger AND begins_with(#event, :prefix)',
        ExpressionAttributeNames: { '#event': 'event' },
        ExpressionAttributeValues: { ':ledger': ledgerOf(customerId), ':prefix': 'fbk_' },
        ConsistentRead: true,
        ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
      }),
    );
    for (const { event } of answer.Items ?? []) ids.add(itemOfEntry(String(event)));
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return ids;
};
