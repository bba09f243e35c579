import { DynamoDBClient, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { surveyStore } from '../../lib/adapters/dynamodb/survey-store.ts';
import { surveyVersionStore } from '../../lib/adapters/dynamodb/survey-version-store.ts';
import type { Survey } from '../../lib/surveys/survey.ts';
import { createTables, type TestTables } from '../support/dynamodb.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';

let tables: TestTables;
let client: DynamoDBClient;
let conflicts = 0;

beforeAll(async () => {
  tables = await createTables();
  client = new DynamoDBClient(tables.config);
  // Every second write meets a transaction on its item, which DynamoDB Local never shows.
  let writes = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (!/^(Put|Delete)Item/.test(String(context['commandName']))) return next(args);
      writes += 1;
      if (writes % 2 === 0) return next(args);
      conflicts += 1;
      throw new TransactionConflictException({ message: 'in progress', $metadata: {} });
    },
    { step: 'initialize', priority: 'low' },
  );
});
afterAll(async () => {
  client.destroy();
  await tables.drop();
});

const at = '2031-01-01T04:00:00.000Z';
const survey: Survey = {
  ...{ id: 'svy_00000000000000000000000001', status: 'draft', version: 1, surveyVersion: null },
  ...{ definition: sampleDefinition(), earlier: [], createdAt: at, updatedAt: at },
  ...{ publishedAt: null, revisedAt: null, closedAt: null },
};

it('writes to a survey wait for the transaction that puts a revision in force', async () => {
  const documents = DynamoDBDocumentClient.from(client);
  const database = { client: documents, table: (name: 'control') => tables.names[name] } as never;
  const surveys = surveyStore(database);
  expect(await surveys.insert(survey)).toBe(true);
  expect(await surveys.replace({ ...survey, version: 2 }, 1)).toBe(true);
  expect(await surveys.replace({ ...survey, version: 2 }, 1)).toBe(false);
  const versions = surveyVersionStore(database);
  const { definition } = survey;
  const revision = { surveyId: survey.id, version: 1, definition, createdAt: at, updatedAt: at };
  expect(await versions.putRevision(revision, undefined)).toBe(true);
  expect(await versions.dropRevision(survey.id, 1)).toBe(true);
  expect(conflicts).toBe(5);
});
