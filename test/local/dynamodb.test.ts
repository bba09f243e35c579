import { describe, expect, it } from 'vitest';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';
import { parseJavaVersion } from '../../infra/local/java.ts';

describe('Java', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_202"', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['command not found', undefined],
  ])('reads the major version of %s', (output, version) => {
    expect(parseJavaVersion(output)).toBe(version);
  });
});

describe('DynamoDB Local', () => {
  it('answers, and is gone after stop', async () => {
    const database = await startDynamoDb();
    expect((await fetch(database.endpoint)).status).toBe(400);
    await database.stop();
    await expect(fetch(database.endpoint)).rejects.toThrow();
  });

  it('refuses an endpoint that is not on this machine', async () => {
    process.env['DYNAMODB_ENDPOINT'] = 'https://dynamodb.eu-west-1.amazonaws.com';
    try {
      await expect(startDynamoDb()).rejects.toThrow('must be on this machine');
    } finally {
      delete process.env['DYNAMODB_ENDPOINT'];
    }
  });
});
