import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { createTables } from './dynamodb.ts';

it('gives each caller its own four tables with the indexes of the contract', async () => {
  const first = await createTables();
  const second = await createTables();
  const item = { pk: 'a', sk: 'b', lk: 'kind', ls: '1' };
  await first.documents.send(new PutCommand({ TableName: first.names.control, Item: item }));
  const query = new QueryCommand({
    TableName: first.env.TABLE_CONTROL,
    IndexName: 'byKind',
    KeyConditionExpression: 'lk = :kind',
    ExpressionAttributeValues: { ':kind': 'kind' },
  });
  expect((await first.documents.send(query)).Items).toEqual([item]);
  const get = new GetCommand({ TableName: second.names.control, Key: { pk: 'a', sk: 'b' } });
  expect((await second.documents.send(get)).Item).toBeUndefined();
  await first.drop();
  await second.drop();
});
