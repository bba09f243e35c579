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
