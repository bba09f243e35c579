import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Customer } from '../../customers/customer.ts';
import { findCustomer } from './customer-store.ts';
import type { Database } from './database.ts';
import { customerKeys } from './keys.ts';
import { patiently } from './patience.ts';

interface ConsentChange {
  readonly customer: Customer;
  readonly consents: Customer['consents'];
  readonly at: string;
}

/** Consents of a customer, written by themselves: neither identities nor lists hang on them. */
export const consentStore = (database: Database) => ({
  find: findCustomer(database),
  /** Over the version that was read; false when somebody else was faster. */
  write: async ({ customer, consents, at }: ConsentChange): Promise<boolean> => {
    const isUnchanged = '#status = :live AND #version = :version';
    try {
      await patiently(() =>
        database.client.send(
          new UpdateCommand({
            TableName: database.table('customers'),
            Key: customerKeys.profile(customer.id),
            UpdateExpression: 'SET consents = :consents, updatedAt = :at, #version = :next',
            ConditionExpression: isUnchanged,
            ExpressionAttributeNames: { '#status': 'status', '#version': 'version' },
            ExpressionAttributeValues: {
              ':live': 'live',
              ':version': customer.version,
              ':next': customer.version + 1,
              ':consents': consents,
              ':at': at,
            },
          }),
        ),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
