import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { isLoopback } from '../../infra/local/ports.ts';
import { type TableName, type TableRow, tables } from '../../lib/contract/tables.ts';

/** How a test file reaches its own four tables. */
export type TestTables = {
  /** Settings for `new DynamoDBClient(config)`. */
  config: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  documents: DynamoDBDocumentClient;
  names: Record<TableName, string>;
  /** The environment that functions find their tables in: TABLE_CUSTOMERS and so on. */
  env: Record<`TABLE_${Uppercase<TableName>}`, string>;
  drop: () => Promise<void>;
};

const tableNames = ['customers', 'events', 'scores', 'control'] as const satisfies TableName[];

/** Tables of one database wait for each other, so a file has its own; the SDK keeps the first credentials that it finds. */
const fileKey = randomUUID().slice(0, 8);
const credentials = { accessKeyId: fileKey, secretAccessKey: fileKey };

/** Creates the four tables under a random prefix, so that test files run beside each other. */
export async function createTables(): Promise<TestTables> {
  const endpoint = inject('dynamoDbEndpoint');
  if (!isLoopback(endpoint))
    throw new Error(`Tests never leave this machine, not for ${endpoint}.`);
  const prefix = `t${randomUUID().slice(0, 8)}`;
  const config = { endpoint, region: 'us-east-1', credentials };
  const client = new DynamoDBClient(config);
  const nameOf = (table: TableName) => `${prefix}-${table}`;
  for (const table of tableNames) {
    await client.send(new CreateTableCommand(tableInput(nameOf(table), tables[table])));
  }
  return {
    config,
    documents: DynamoDBDocumentClient.from(client),
    names: {
      customers: nameOf('customers'),
      events: nameOf('events'),
      scores: nameOf('scores'),
      control: nameOf('control'),
    },
    env: {
      TABLE_CUSTOMERS: nameOf('customers'),
      TABLE_EVENTS: nameOf('events'),
      TABLE_SCORES: nameOf('scores'),
      TABLE_CONTROL: nameOf('control'),
    },
    drop: async () => {
      for (const table of tableNames) {
        await client.send(new DeleteTableCommand({ TableName: nameOf(table) }));
      }
      client.destroy();
    },
  };
}

/** What CreateTable is told for a row of the contract. */
export function tableInput(name: string, row: TableRow): CreateTableCommandInput {
  const indexes = Object.entries(row.indexes);
  const attributes = new Set([
    ...keysOf(row),
    ...indexes.flatMap(([, index]) => [index.partitionKey, index.sortKey]),
  ]);
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map((attribute) => ({
      AttributeName: attribute,
      AttributeType: 'S',
    })),
    KeySchema: keySchema(keysOf(row)),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map(([index, { partitionKey, sortKey, projection }]) => ({
        IndexName: index,
        KeySchema: keySchema([partitionKey, sortKey]),
        Projection: { ProjectionType: projection },
      })),
    }),
    ...(row.stream && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  };
}

function keysOf(row: TableRow): string[] {
  return row.sortKey === undefined ? [row.partitionKey] : [row.partitionKey, row.sortKey];
}

function keySchema(keys: string[]): NonNullable<CreateTableCommandInput['KeySchema']> {
  return keys.map((key, position) => ({
    AttributeName: key,
    KeyType: position === 0 ? 'HASH' : 'RANGE',
  }));
}
