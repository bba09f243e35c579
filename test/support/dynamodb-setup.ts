import type { TestProject } from 'vitest/node';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    dynamoDbEndpoint: string;
  }
}

/** Starts one DynamoDB Local for the whole test run, with a database for each access key, and ends it afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = await startDynamoDb({ separate: true });
  project.provide('dynamoDbEndpoint', database.endpoint);
  return database.stop;
}
