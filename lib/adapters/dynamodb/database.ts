import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableName } from '../../contract/tables.ts';

/** The client and the deployed names of the tables that a function may touch. */
export interface Database {
  readonly client: DynamoDBDocumentClient;
  /** Throws for a table that the function's environment does not name. */
  readonly table: (name: TableName) => string;
}

/** Endpoint, region and credentials come from the environment, as the SDK reads it. */
export const connect = (table: Database['table']): Database => ({
  client: DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5 }), {
    marshallOptions: { removeUndefinedValues: true },
  }),
  table,
});
