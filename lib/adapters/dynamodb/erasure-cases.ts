import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Erasure } from '../../customers/erasure.ts';
import { endCase } from '../../recovery/case-steps.ts';
import { isActive } from '../../recovery/recovery-case.ts';
import { caseItem, readCaseItem } from './case-item.ts';
import type { Database } from './database.ts';
import { customerItems } from './erasure-inventory.ts';
import { caseKeys } from './keys.ts';
import { maxAttempts } from './patience.ts';
import { transact } from './transact.ts';

type Erased = Pick<Erasure, 'customerId' | 'requestedAt'>;

/**
 * Ends what is under way with somebody who was erased: every step asks for a live customer, so it would
 * stand among the overdue ones for good. A case that is kept has ids and codes alone.
 */
export const endCasesOf = async (database: Database, erased: Erased): Promise<void> => {
  const { besides } = await customerItems(database, erased.customerId);
  const prefix = caseKeys.ofCustomer(erased.customerId, '').sk;
  for (const { sk } of besides.filter((key) => key.sk.startsWith(prefix)))
    await end(database, sk.slice(prefix.length), erased);
};

/** A case that is changed at the same time (its question leaves) is read again. */
const end = async (database: Database, caseId: string, { requestedAt }: Erased): Promise<void> => {
  const TableName = database.table('customers');
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const { Item } = await database.client.send(
      new GetCommand({ TableName, Key: caseKeys.main(caseId), ConsistentRead: true }),
    );
    const found = Item && readCaseItem(Item);
    if (!found || !isActive(found)) return;
    const { committed } = await transact(database, [
      {
        Put: {
          TableName,
          Item: caseItem(endCase(found, requestedAt)),
          ConditionExpression: 'version = :before',
          ExpressionAttributeValues: { ':before': found.version },
        },
      },
      { Delete: { TableName, Key: caseKeys.owner(caseId) } },
    ]);
    if (committed) return;
  }
  throw new Error('a case kept changing');
};
