import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { IsSpent } from '../../surveys/ports.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';

/** Whether a credential was spent. */
export const isSpent =
  ({ client, table }: Database): IsSpent =>
  async (surveyId, credentialHash) => {
    const Key = controlKeys.spent(surveyId, credentialHash);
    const { Item } = await client.send(
      new GetCommand({ TableName: table('control'), Key, ConsistentRead: true }),
    );
    return Item !== undefined;
  };
