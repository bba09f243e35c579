import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Database } from './database.ts';
import { partialList } from './partial-store.ts';
import { patiently } from './patience.ts';

/**
 * Deletes what a customer began and never sent. None can be begun any more: that asks for a live customer.
 * Few of a customer's surveys are begun at a time, so one page holds them.
 */
export const removePartials = async (
  { client, table }: Database,
  customerId: string,
): Promise<void> => {
  const TableName = table('control');
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'byKind',
      KeyConditionExpression: 'lk = :list',
      ExpressionAttributeValues: { ':list': partialList(customerId) },
    }),
  );
  for (const { pk, sk } of Items)
    await patiently(() => client.send(new DeleteCommand({ TableName, Key: { pk, sk } })));
};
