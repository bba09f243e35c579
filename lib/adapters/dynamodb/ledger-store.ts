import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { LedgerEvent } from '../../events/ledger-event.ts';
import type { LedgerStore } from '../../events/ports.ts';
import type { Database } from './database.ts';
import { eventItem, readEventItem } from './event-item.ts';
import { patiently } from './patience.ts';
import { queryAll } from './query.ts';

/** The append-only ledgers. */
export const ledgerStore = (database: Database): LedgerStore => ({
  readAll: (ledgerId) => readAll(database, ledgerId, { isStrong: true }),
  putIfAbsent: (event) => putIfAbsent(database, event),
});

/** Reads whole ledgers at half the price for samples, of which nothing is written: what came in the last second may be missing. */
export const ledgerSampler =
  (database: Database): LedgerStore['readAll'] =>
  (ledgerId) =>
    readAll(database, ledgerId, { isStrong: false });

/** The whole ledger. Strongly consistent where the fold is written as the truth: it would miss an event for good. */
const readAll = (
  database: Database,
  ledgerId: string,
  { isStrong }: { readonly isStrong: boolean },
): Promise<readonly LedgerEvent[]> => {
  const query = {
    TableName: database.table('events'),
    KeyConditionExpression: 'ledger = :ledger',
    ExpressionAttributeValues: { ':ledger': ledgerId },
    ConsistentRead: isStrong,
  };
  return queryAll(database, query, readEventItem);
};

/** For events that no statistic counts: they need no transaction. False when it stands there already. */
const putIfAbsent = async (database: Database, event: LedgerEvent): Promise<boolean> => {
  const command = new PutCommand({
    TableName: database.table('events'),
    Item: eventItem(event),
    ConditionExpression: 'attribute_not_exists(#event)',
    ExpressionAttributeNames: { '#event': 'event' },
  });
  try {
    await patiently(() => database.client.send(command));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
