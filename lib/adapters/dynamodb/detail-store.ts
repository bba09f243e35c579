import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ReadDetail } from '../../events/ports.ts';
import type { Database } from './database.ts';
import { readDetailItem } from './detail-item.ts';
import { customerKeys } from './keys.ts';

export const readDetail =
  (database: Database): ReadDetail =>
  async (customerId) => {
    const { Item } = await database.client.send(
      new GetCommand({
        TableName: database.table('customers'),
        Key: customerKeys.detail(customerId),
        ConsistentRead: true,
      }),
    );
    return readDetailItem(Item);
  };
