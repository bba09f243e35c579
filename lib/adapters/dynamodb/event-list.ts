import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LedgerEvent } from '../../events/ledger-event.ts';
import type { EventsQuery, ListEvents } from '../../events/ports.ts';
import type { Database } from './database.ts';
import { readEventItem } from './event-item.ts';
import { eventKeys } from './keys.ts';
import { maxAttempts, retryDelayMs } from './patience.ts';

/** Events by time, newest first: keys from the index, then the items. */
export const listEvents =
  (database: Database): ListEvents =>
  async (query) => {
    const keys = await queryKeys(database, query);
    const events = await batchGet(
      database,
      keys.map(({ event }) => eventKeys.event(query.ledgerId, event)),
    );
    const items = keys.flatMap(({ at, event: id }) => {
      const event = events.get(id);
      return event ? [{ position: at, event }] : [];
    });
    const last = keys.at(-1);
    return keys.length < query.limit || !last ? { items } : { items, next: last.at };
  };

/** Characters of an instant before the `#` of a position. */
const instantLength = 24;

const queryKeys = async (
  database: Database,
  { ledgerId, from, to, before, limit }: EventsQuery,
): Promise<readonly { readonly at: string; readonly event: string }[]> => {
  const page = await database.client.send(
    new QueryCommand({
      TableName: database.table('events'),
      IndexName: 'byTime',
      // `:` is behind every digit and before every letter: positions begin with a year.
      KeyConditionExpression: 'ledger = :ledger AND #at BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':ledger': ledgerId, ':from': from ?? '0', ':to': to ?? ':' },
      ScanIndexForward: false,
      Limit: limit,
      ...(before === undefined
        ? {}
        : {
            ExclusiveStartKey: {
              ...eventKeys.event(ledgerId, before.slice(instantLength + 1)),
              at: before,
            },
          }),
    }),
  );
  return (page.Items ?? []).map((item) => ({
    at: String(item['at']),
    event: String(item['event']),
  }));
};

/** Up to 100 events by key; what a busy table leaves unread is asked for again. */
const batchGet = async (
  database: Database,
  keys: readonly Record<string, unknown>[],
): Promise<ReadonlyMap<string, LedgerEvent>> => {
  const events = new Map<string, LedgerEvent>();
  const table = database.table('events');
  let waiting: Record<string, unknown>[] = [...keys];
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    if (attempt > maxAttempts) throw new Error(`${waiting.length} events could not be read`);
    if (attempt > 1) await sleep(retryDelayMs(attempt));
    const answer = await database.client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: waiting, ConsistentRead: true } } }),
    );
    for (const item of answer.Responses?.[table] ?? []) {
      const event = readEventItem(item);
      events.set(event.eventId, event);
    }
    waiting = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return events;
};
