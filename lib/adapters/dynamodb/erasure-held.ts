import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { Database } from './database.ts';
import { customerItems } from './erasure-inventory.ts';
import { controlKeys, customerKeys } from './keys.ts';
import { patiently } from './patience.ts';

/** Deletes what waits in quarantine; the notes that lead there go with the customer's other items. */
export const removeHeld = async (database: Database, customerId: string): Promise<void> => {
  const { besides } = await customerItems(database, customerId);
  const prefix = customerKeys.held(customerId, '').sk;
  for (const { sk } of besides.filter((key) => key.sk.startsWith(prefix)))
    await patiently(() =>
      database.client.send(
        new DeleteCommand({
          TableName: database.table('control'),
          Key: controlKeys.held(sk.slice(prefix.length)),
        }),
      ),
    );
};
