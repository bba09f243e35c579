import type { LedgerEvent } from '../../events/ledger-event.ts';
import type { EventsQuery, ListEvents } from '../../events/ports.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { readEventItem } from './event-item.ts';
import { eventKeys } from './keys.ts';
import { queryFirst } from './query.ts';

/** Events by time, newest first: keys from the index, then the items. */
export const listEvents =
  (database: Database): ListEvents =>
  async (query) => {
    const keys = await queryKeys(database, query);
    const stored = await batchGet(database, 'events', {
      keys: keys.map(({ event }) => eventKeys.event(query.ledgerId, event)),
      isStrong: true,
    });
    const events = new Map(
      stored.map(readEventItem).map((event): [string, LedgerEvent] => [event.eventId, event]),
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

const queryKeys = (
  database: Database,
  { ledgerId, from, to, before, limit }: EventsQuery,
): Promise<readonly { readonly at: string; readonly event: string }[]> => {
  const query = {
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
  };
  return queryFirst(database, query, (item) => ({
    at: String(item['at']),
    event: String(item['event']),
  }));
};
