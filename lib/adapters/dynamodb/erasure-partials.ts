import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { Database } from './database.ts';
import { partialList } from './partial-store.ts';
import { patiently } from './patience.ts';
import { queryAll } from './query.ts';

/** Deletes what a customer began and never sent. None can be begun any more: that asks for a live customer. */
export const removePartials = async (database: Database, customerId: string): Promise<void> => {
  const TableName = database.table('control');
  const query = {
    TableName,
    IndexName: 'byKind',
    KeyConditionExpression: 'lk = :list',
    ExpressionAttributeValues: { ':list': partialList(customerId) },
  };
  for (const Key of await queryAll(database, query, ({ pk, sk }) => ({ pk, sk })))
    await patiently(() => database.client.send(new DeleteCommand({ TableName, Key })));
};
