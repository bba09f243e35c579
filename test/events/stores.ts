import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Database } from '../../lib/adapters/dynamodb/database.ts';
import { readDetail } from '../../lib/adapters/dynamodb/detail-store.ts';
import { commitIntake } from '../../lib/adapters/dynamodb/intake-store.ts';
import { ledgerStore } from '../../lib/adapters/dynamodb/ledger-store.ts';
import { newScoreItem } from '../../lib/adapters/dynamodb/score-item.ts';
import { scoreStore } from '../../lib/adapters/dynamodb/score-store.ts';
import { foldLedger } from '../../lib/events/fold.ts';
import { rebuildCustomer } from '../../lib/events/rebuild-customer.ts';
import { settleCustomer } from '../../lib/events/settle-customer.ts';
import { ledgerOf, randomIds } from '../../lib/shared/ids.ts';
import { createTables, type TestTables } from '../support/dynamodb.ts';

export type Stores = Awaited<ReturnType<typeof openStores>>;

/** The event stores on tables of their own; `client` may carry faults. */
export const openStores = async (prepare: (client: DynamoDBClient) => void = () => undefined) => {
  const tables = await createTables();
  const client = new DynamoDBClient({ ...tables.config, maxAttempts: 5 });
  prepare(client);
  return storesOf(tables, {
    client: DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    }),
    table: (name) => tables.names[name],
  });
};

const storesOf = (tables: TestTables, database: Database) => {
  const scores = scoreStore(database);
  const ledgers = ledgerStore(database);
  const newId = randomIds(Date.now, Math.random);
  const putCustomer = (id: string) =>
    tables.documents.send(
      new PutCommand({ TableName: tables.names.scores, Item: newScoreItem(id) }),
    );
  return {
    tables,
    database,
    scores,
    ledgers,
    commit: commitIntake.bind(undefined, database),
    readDetail: readDetail(database),
    settle: settleCustomer({ scores, ledgers }),
    rebuild: rebuildCustomer({ scores, ledgers, readDetail: readDetail(database) }),
    putCustomer,
    /** A customer without past. */
    newCustomer: async (): Promise<string> => {
      const id = newId('customer');
      await putCustomer(id);
      return id;
    },
    foldOf: async (customerId: string) => foldLedger(await ledgers.readAll(ledgerOf(customerId))),
    rows: async (table: 'events' | 'scores' | 'customers') =>
      (await tables.documents.send(new ScanCommand({ TableName: tables.names[table] }))).Items ??
      [],
    close: () => tables.drop(),
  };
};
