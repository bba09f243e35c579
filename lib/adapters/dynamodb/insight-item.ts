import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dateToDay } from '../../shared/time.ts';
import type { Database } from './database.ts';
import { controlKeys, type InsightKind } from './keys.ts';

/** Schema number of insight items; readers upcast older ones. */
export const insightSchema = 1;

interface InsightEnd {
  readonly dataEnd: string;
  readonly knownAt: string;
}

/** A record that knows more stays: of two fits about one date, the one that ends last is not always the later. */
export const putInsight = async <T extends InsightEnd>(
  { client, table }: Database,
  kind: InsightKind,
  record: T,
): Promise<void> => {
  try {
    await client.send(
      new PutCommand({
        TableName: table('control'),
        Item: { ...controlKeys.insight(kind, record.dataEnd), _v: insightSchema, ...record },
        ConditionExpression: 'attribute_not_exists(pk) OR knownAt <= :known',
        ExpressionAttributeValues: { ':known': record.knownAt },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/** What the choice between two records depends on. */
const Rank = z.object({ dataEnd: z.string(), policyVersion: z.int() });

/** Whether a record is to be read instead of the next later one, as the port says. */
const goesFirst = (record: z.infer<typeof Rank>, later: z.infer<typeof Rank>): boolean =>
  record.policyVersion > later.policyVersion &&
  dateToDay(later.dataEnd) - dateToDay(record.dataEnd) === 1;

/** The latest record at or before a date; of two days in a row the one of the newer policy. */
export const latestInsight = async (
  { client, table }: Database,
  kind: InsightKind,
  asOf: string,
): Promise<Record<string, unknown> | undefined> => {
  const { pk, sk } = controlKeys.insight(kind, asOf);
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table('control'),
      KeyConditionExpression: 'pk = :kind AND sk <= :date',
      ExpressionAttributeValues: { ':kind': pk, ':date': sk },
      ScanIndexForward: false,
      Limit: 2,
      ConsistentRead: true,
    }),
  );
  const [last, before] = Items;
  return last && before && goesFirst(Rank.parse(before), Rank.parse(last)) ? before : last;
};
