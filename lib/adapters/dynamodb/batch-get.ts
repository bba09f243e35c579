import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { TableName } from '../../contract/tables.ts';
import type { Database } from './database.ts';
import { maxAttempts, retryDelayMs } from './patience.ts';

type Item = Readonly<Record<string, unknown>>;

/** Most keys of one BatchGetItem. */
const keysMax = 100;

interface BatchGetOptions {
  readonly isStrong?: boolean;
  /** Attributes to return; it saves bytes on the wire, no read units. */
  readonly only?: string;
}

/** The items behind any number of distinct keys, in no particular order; what DynamoDB leaves over is asked for again, with pauses. */
export const batchGet = async (
  database: Database,
  table: TableName,
  { keys, isStrong = false, only }: BatchGetOptions & { readonly keys: readonly Item[] },
): Promise<readonly Item[]> => {
  const name = database.table(table);
  const found: Item[] = [];
  const rest = [...keys];
  for (let attempt = 1; rest.length > 0; ) {
    const Keys = rest.splice(0, keysMax);
    const answer = await database.client.send(
      new BatchGetCommand({
        RequestItems: {
          [name]: {
            Keys,
            ConsistentRead: isStrong,
            ...(only === undefined ? {} : { ProjectionExpression: only }),
          },
        },
      }),
    );
    found.push(...(answer.Responses?.[name] ?? []));
    const left = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    if (left.length === 0) continue;
    if (attempt >= maxAttempts) throw new Error(`${left.length} items of ${table} were not read`);
    rest.push(...left);
    await sleep(retryDelayMs(attempt));
    attempt += 1;
  }
  return found;
};
