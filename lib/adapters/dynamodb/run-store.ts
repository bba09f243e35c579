import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import type { RunStore } from '../../runs/ports.ts';
import type { SegmentProgress } from '../../runs/progress.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { queryAll } from './query.ts';
import {
  readRunItem,
  readSegmentItem,
  runList,
  writeRunItem,
  writeSegmentItem,
} from './run-item.ts';
import { latestPage } from './run-list.ts';
import { transact } from './transact.ts';

/** The place of the run that writes classes: there is one, and `runId` says whose it is. */
const place = { pk: 'run#writing', sk: 'place' } as const;
const isFree = 'attribute_not_exists(pk)';

/** Runs and their checkpoints in the control table. */
export const runStore = (database: Database): RunStore => ({
  put: async (run) => {
    const { stored } = await putIf(database, writeRunItem(run), { condition: isFree });
    return stored ? readRunItem(stored) : null;
  },
  putWriting: (run, expected) => putWriting(database, writeRunItem(run), expected),
  get: async (id) => {
    const item = await getItem(database, controlKeys.run(id));
    return item ? readRunItem(item) : null;
  },
  update: async (run) => {
    const { written } = await putIf(database, writeRunItem(run), {
      condition: 'revision = :before',
      values: { ':before': run.revision - 1 },
    });
    return written;
  },
  list: (limit, before) => latestPage(database, runList, { limit, before }, readRunItem),
  segments: (runId) => segmentsOf(database, runId),
  segment: async (runId, segment) => {
    const item = await getItem(database, controlKeys.runSegment(runId, segment));
    return item ? readSegmentItem(item) : null;
  },
  checkpoint: async (progress) => {
    const { written } = await putIf(database, writeSegmentItem(progress), {
      condition: progress.sequence === 1 ? isFree : '#sequence = :before',
      ...(progress.sequence === 1
        ? {}
        : { names: { '#sequence': 'sequence' }, values: { ':before': progress.sequence - 1 } }),
    });
    return written;
  },
  takeWriting: async (runId) => {
    await database.client.send(
      new PutCommand({ TableName: database.table('control'), Item: { ...place, _v: 1, runId } }),
    );
  },
  writing: async () => {
    const item = await getItem(database, place);
    return item ? String(item['runId']) : null;
  },
  releaseWriting: (runId) => releaseWriting(database, runId),
});

const getItem = async ({ client, table }: Database, Key: Record<string, string>) =>
  (await client.send(new GetCommand({ TableName: table('control'), Key, ConsistentRead: true })))
    .Item;

interface Clause {
  readonly condition: string;
  readonly names?: Record<string, string>;
  readonly values?: Record<string, unknown>;
}

/** Puts an item on a condition; answers with what stood there when it was refused. */
const putIf = async (
  { client, table }: Database,
  Item: Record<string, unknown>,
  { condition, names, values }: Clause,
): Promise<{ readonly written: boolean; readonly stored?: Record<string, unknown> }> => {
  const input: PutCommandInput = {
    TableName: table('control'),
    Item,
    ConditionExpression: condition,
    ...(names ? { ExpressionAttributeNames: names } : {}),
    ...(values ? { ExpressionAttributeValues: values } : {}),
  };
  try {
    await client.send(new PutCommand(input));
    return { written: true };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const stored = await getItem(
      { client, table },
      { pk: String(Item['pk']), sk: String(Item['sk']) },
    );
    return { written: false, ...(stored ? { stored } : {}) };
  }
};

const putWriting = async (
  database: Database,
  run: Record<string, unknown>,
  expected: string | null,
): Promise<boolean> => {
  const TableName = database.table('control');
  const outcome = await transact(database, [
    { Put: { TableName, Item: run, ConditionExpression: isFree } },
    {
      Put: {
        TableName,
        Item: { ...place, _v: 1, runId: run['id'] },
        ConditionExpression: expected === null ? isFree : 'runId = :expected',
        ...(expected === null ? {} : { ExpressionAttributeValues: { ':expected': expected } }),
      },
    },
  ]);
  return outcome.committed || outcome.refusals[0]?.failed === true;
};

const segmentsOf = (database: Database, runId: string): Promise<readonly SegmentProgress[]> => {
  const query = {
    TableName: database.table('control'),
    KeyConditionExpression: 'pk = :run AND begins_with(sk, :segment)',
    ExpressionAttributeValues: { ':run': controlKeys.run(runId).pk, ':segment': 'segment#' },
    ConsistentRead: true,
  };
  return queryAll(database, query, readSegmentItem);
};

const releaseWriting = async ({ client, table }: Database, runId: string): Promise<void> => {
  try {
    await client.send(
      new DeleteCommand({
        TableName: table('control'),
        Key: place,
        ConditionExpression: 'runId = :run',
        ExpressionAttributeValues: { ':run': runId },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
