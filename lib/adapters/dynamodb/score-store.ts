import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { ClassWrite } from '../../events/class-write.ts';
import type { LedgerFold } from '../../events/fold.ts';
import type { ScoreStore } from '../../events/ports.ts';
import type { ScoreRecord } from '../../scoring/score-record.ts';
import type { Database } from './database.ts';
import { detailItem } from './detail-item.ts';
import { patiently } from './patience.ts';
import {
  classChanges,
  foldChanges,
  isApplied,
  mergeChanges,
  updateExpression,
} from './score-changes.ts';
import { readScoreItem } from './score-item.ts';
import { transact } from './transact.ts';

/** Compact records of single customers; intake adds to them, and the night writes classes in batches. */
export const scoreStore = (database: Database): ScoreStore => ({
  read: (customerId) => read(database, customerId),
  writeClasses: (write) => writeClasses(database, write),
  writeFold: (record, fold, classes) => writeFold(database, record, fold, classes),
});

const read = async (database: Database, customerId: string): Promise<ScoreRecord | undefined> => {
  const { Item } = await database.client.send(
    new GetCommand({
      TableName: database.table('scores'),
      Key: { id: customerId },
      ConsistentRead: true,
    }),
  );
  return Item && readScoreItem(Item);
};

const writeClasses = async (database: Database, write: ClassWrite): Promise<boolean> => {
  const changes = classChanges(write);
  const { ExpressionAttributeValues, ...expression } = updateExpression(changes);
  const command = new UpdateCommand({
    TableName: database.table('scores'),
    Key: { id: write.record.customerId },
    ...expression,
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ':read': write.record.writes },
    ConditionExpression: '#v = :read',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await patiently(() => database.client.send(command));
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item !== undefined && isApplied(unmarshall(error.Item), changes);
  }
};

/** Statistics, detail and (when given) classes in one transaction, so that no reader sees one without the other. */
const writeFold = async (
  database: Database,
  record: ScoreRecord,
  fold: LedgerFold,
  classes?: Omit<ClassWrite, 'record'>,
): Promise<boolean> => {
  const folded = foldChanges(record, fold.statistics, fold.commutes);
  const changes = classes ? mergeChanges(folded, classChanges({ ...classes, record })) : folded;
  const { ExpressionAttributeValues, ExpressionAttributeNames, ...expression } =
    updateExpression(changes);
  const outcome = await transact(database, [
    {
      Update: {
        TableName: database.table('scores'),
        Key: { id: record.customerId },
        ...expression,
        ExpressionAttributeNames: { ...ExpressionAttributeNames, '#st': 'st' },
        ExpressionAttributeValues: {
          ...ExpressionAttributeValues,
          ':read': record.writes,
          ':live': 'live',
        },
        ConditionExpression: '#v = :read AND #st = :live',
      },
    },
    {
      Put: {
        TableName: database.table('customers'),
        Item: detailItem(record.customerId, fold.detail),
      },
    },
  ]);
  return outcome.committed;
};
