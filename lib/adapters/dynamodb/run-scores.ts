import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchStatementError } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ClassWrite } from '../../events/class-write.ts';
import type { ClassWriteOutcome, ScanScores, WriteClassBatch } from '../../runs/score-ports.ts';
import { updateStatement } from './class-statement.ts';
import type { Database } from './database.ts';
import { maxAttempts, retryDelayMs } from './patience.ts';
import { classChanges, isApplied, type ScoreChanges } from './score-changes.ts';
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
export const writeClassBatches =
  (database: Database): WriteClassBatch =>
  async (writes) => {
    const outcomes: ClassWriteOutcome[] = [];
    for (let start = 0; start < writes.length; start += batchMax) {
      outcomes.push(...(await writeBatch(database, writes.slice(start, start + batchMax))));
    }
    return outcomes;
  };

interface Pending {
  readonly write: ClassWrite;
  readonly changes: ScoreChanges;
}

const writeBatch = async (
  database: Database,
  writes: readonly ClassWrite[],
): Promise<readonly ClassWriteOutcome[]> => {
  const all = writes.map((write): Pending => ({ write, changes: classChanges(write) }));
  const outcomes = new Map<Pending, ClassWriteOutcome>();
  for (let attempt = 1; outcomes.size < all.length; attempt += 1) {
    const open = all.filter((pending) => !outcomes.has(pending));
    if (attempt > 1) await sleep(retryDelayMs(attempt));
    const errors = await send(database, open);
    open.forEach((pending, index) => {
      const outcome = outcomeOf(pending, errors[index], attempt);
      if (outcome) outcomes.set(pending, outcome);
    });
  }
  return all.flatMap((pending) => outcomes.get(pending) ?? []);
};

const send = async (
  { client, table }: Database,
  pending: readonly Pending[],
): Promise<readonly (BatchStatementError | undefined)[]> => {
  const answer = await client.send(
    new BatchExecuteStatementCommand({
      Statements: pending.map(({ write, changes }) =>
        updateStatement(table('scores'), write.record, changes),
      ),
    }),
  );
  return pending.map((_, index) => answer.Responses?.[index]?.Error);
};

/** Undefined means: again. */
const outcomeOf = (
  { changes }: Pending,
  error: BatchStatementError | undefined,
  attempt: number,
): ClassWriteOutcome | undefined => {
  if (error === undefined) return { written: true };
  if (error.Code === 'ConditionalCheckFailed') {
    const item = error.Item;
    // The reply to our own write was lost and the SDK repeated it: the item is what we made of it.
    if (item !== undefined && isApplied(item, changes)) return { written: true };
    return { written: false, record: item === undefined ? null : readScoreItem(item) };
  }
  if (attempt < maxAttempts && passing.has(error.Code ?? '')) return undefined;
  throw new Error(`a class could not be written: ${error.Code}`);
};
