import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ChurnTable, CohortTable } from '../../insights/aggregates.ts';
import type { ChurnInsights, CohortInsights } from '../../insights/insight-record.ts';
import type { InsightReader, SaveInsights } from '../../insights/ports.ts';
import { dateToDay } from '../../shared/time.ts';
import type { Database } from './database.ts';
import { controlKeys, type InsightKind } from './keys.ts';

/** Schema number of insight items; readers upcast older ones. */
const insightSchema = 1;

const head = {
  dataEnd: z.string(),
  knownAt: z.string(),
  modelVersion: z.string().nullable(),
  policyVersion: z.int(),
  basis: z.object({ customers: z.int(), sampled: z.boolean(), population: z.int().nullable() }),
  definition: z.object({ horizonDays: z.int() }),
};
const CohortItem = z.object({ ...head, _v: z.literal(insightSchema), cohorts: CohortTable });
const ChurnItem = z.object({ ...head, _v: z.literal(insightSchema), churn: ChurnTable });

/** Stores insights in the control table: an item a kind, under the end of the data that they tell of. */
export const saveInsights =
  (database: Database): SaveInsights =>
  async ({ cohorts, churn, ...of }) => {
    await Promise.all([
      put(database, 'cohorts', { ...of, cohorts }),
      put(database, 'churn', { ...of, churn }),
    ]);
  };

/** A record that knows more stays: of two fits about one date, the one that ends last is not always the later. */
const put = async (
  { client, table }: Database,
  kind: InsightKind,
  record: CohortInsights | ChurnInsights,
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

/** Reads the insights of the latest data at or before a date, of the newer policy where two days compete. */
export const insightReader = (database: Database): InsightReader => ({
  cohorts: async (asOf) => {
    const item = await latest(database, 'cohorts', asOf);
    if (item === undefined) return null;
    const { _v, ...record } = CohortItem.parse(item);
    return record;
  },
  churn: async (asOf) => {
    const item = await latest(database, 'churn', asOf);
    if (item === undefined) return null;
    const { _v, ...record } = ChurnItem.parse(item);
    return record;
  },
});

/** What the choice between two records depends on. */
const Rank = z.object({ dataEnd: z.string(), policyVersion: z.int() });

/** Whether a record is to be read instead of the next later one, as the port says. */
const goesFirst = (record: z.infer<typeof Rank>, later: z.infer<typeof Rank>): boolean =>
  record.policyVersion > later.policyVersion &&
  dateToDay(later.dataEnd) - dateToDay(record.dataEnd) === 1;

const latest = async (
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
