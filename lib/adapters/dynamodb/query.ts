import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Database } from './database.ts';

/** The pages of one query, each fetched when it is asked for. */
export const queryLane = async function* <T>(
  { client }: Database,
  query: QueryCommandInput,
  read: (item: Readonly<Record<string, unknown>>) => T,
): AsyncGenerator<readonly T[]> {
  let from: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({ ...query, ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    yield (answer.Items ?? []).map(read);
    from = answer.LastEvaluatedKey;
  } while (from);
};

/** Everything that a query finds. */
export const queryAll = async <T>(
  database: Database,
  query: QueryCommandInput,
  read: (item: Readonly<Record<string, unknown>>) => T,
): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const items of queryLane(database, query, read)) found.push(...items);
  return found;
};

/** The first so many items of a query: DynamoDB gives fewer at once where they are long (1 MB). */
export const queryFirst = async <T>(
  database: Database,
  query: QueryCommandInput & { readonly Limit: number },
  read: (item: Readonly<Record<string, unknown>>) => T,
): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const items of queryLane(database, query, read)) {
    found.push(...items);
    if (found.length >= query.Limit) break;
  }
  return found.slice(0, query.Limit);
};
