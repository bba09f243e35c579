import type { Database } from './database.ts';

/** Sorts behind every response id. */
export const afterAllIds = '~';

/** The query for the identified responses of a shard between two positions. */
export const indexRange = (database: Database, shard: string, from: string, to: string) => ({
  TableName: database.table('events'),
  IndexName: 'bySurvey',
  KeyConditionExpression: 'sv = :shard AND sd BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':shard': shard, ':from': from, ':to': to },
});

/** The query for the anonymous responses of a shard of a day. */
export const anonymousRange = (database: Database, ledger: string) => ({
  TableName: database.table('events'),
  KeyConditionExpression: 'ledger = :ledger',
  ExpressionAttributeValues: { ':ledger': ledger },
  ConsistentRead: true,
});
