import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchStatementError } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type {
  ClassWrite,
  ClassWriteOutcome,
  ScanScores,
  WriteClasses,
} from '../../runs/score-ports.ts';
import { type Stamp, updateClasses } from './class-statement.ts';
import type { Database } from './database.ts';
import { readScoreItem } from './score-item.ts';

/** Pages of one parallel-scan segment. The position is the id of the last customer: the table's whole key. */
export const scanScores =
  ({ client, table }: Database): ScanScores =>
  async ({ segment, total, after, limit }) => {
    const answer = await client.send(
      new ScanCommand({
        TableName: table('scores'),
        Segment: segment,
        TotalSegments: total,
        Limit: limit,
        ...(after === null ? {} : { ExclusiveStartKey: { id: after } }),
      }),
    );
    const last = answer.LastEvaluatedKey?.['id'];
    return {
      records: (answer.Items ?? []).map(readScoreItem),
      next: last === undefined ? null : String(last),
    };
  };

/** Most statements that one BatchExecuteStatement takes. */
const batchMax = 25;
const maxAttempts = 20;
const passing = new Set([
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'TransactionConflict',
  'InternalServerError',
]);

/**
 * Conditional updates in batches: a tenth of the client's work of single ones. The statements of a
 * batch succeed and fail one by one; throttled ones are tried again with full jitter, a failed
 * condition comes back with the record that stands there.
 */
export const writeClasses =
  (database: Database): WriteClasses =>
  async (writes, stamp) => {
    const outcomes: ClassWriteOutcome[] = [];
    for (let start = 0; start < writes.length; start += batchMax) {
      outcomes.push(...(await writeBatch(database, writes.slice(start, start + batchMax), stamp)));
    }
    return outcomes;
  };

const writeBatch = async (
  database: Database,
  writes: readonly ClassWrite[],
  stamp: Stamp,
): Promise<readonly ClassWriteOutcome[]> => {
  const outcomes = new Map<ClassWrite, ClassWriteOutcome>();
  for (let attempt = 1; outcomes.size < writes.length; attempt += 1) {
    const open = writes.filter((write) => !outcomes.has(write));
    if (attempt > 1) await sleep(Math.random() * Math.min(1_000, 8 * 2 ** attempt));
    const answers = await send(database, open, stamp);
    open.forEach((write, index) => {
      const outcome = outcomeOf(answers[index], attempt);
      if (outcome) outcomes.set(write, outcome);
    });
  }
  return writes.flatMap((write) => outcomes.get(write) ?? []);
};

const send = async (
  { client, table }: Database,
  writes: readonly ClassWrite[],
  stamp: Stamp,
): Promise<readonly (BatchStatementError | undefined)[]> => {
  const answer = await client.send(
    new BatchExecuteStatementCommand({
      Statements: writes.map((write) => updateClasses(table('scores'), write, stamp)),
    }),
  );
  return writes.map((_, index) => answer.Responses?.[index]?.Error);
};

/** Undefined means: again. */
const outcomeOf = (
  error: BatchStatementError | undefined,
  attempt: number,
): ClassWriteOutcome | undefined => {
  if (error === undefined) return { written: true };
  if (error.Code === 'ConditionalCheckFailed')
    return { written: false, record: error.Item ? readScoreItem(error.Item) : null };
  if (attempt < maxAttempts && passing.has(error.Code ?? '')) return undefined;
  throw new Error(`a class could not be written: ${error.Code}`);
};
