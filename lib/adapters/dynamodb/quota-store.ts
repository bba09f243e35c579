import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { QuotaStore } from '../../surveys/ports.ts';
import type { QuotaPlace } from '../../surveys/quota-counting.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { patiently } from './patience.ts';

const Flags = z.object({
  full: z.instanceof(Set).optional(),
  freed: z.int().optional(),
});

/** Counters of quotas in the control table: up to sixteen of each, and one item that says which are full. */
export const quotaStore = (database: Database): QuotaStore => ({
  flags: async (surveyId) => {
    const { Item = {} } = await database.client.send(
      new GetCommand({
        TableName: database.table('control'),
        Key: controlKeys.quotaFlags(surveyId),
      }),
    );
    const { full = new Set(), freed = 0 } = Flags.parse(Item);
    return { full: new Set([...full].map(String)), freed };
  },
  withRoom: async (surveyId, places) => {
    const counts = await Promise.all(places.map((place) => countOf(database, surveyId, place)));
    return places.filter(({ limit }, index) => (counts[index] ?? 0) < limit);
  },
  markFull: (surveyId, quotaId, freed) => markFull(database, surveyId, { quotaId, freed }),
});

const countOf = async (
  { client, table }: Database,
  surveyId: string,
  { quotaId, shard }: QuotaPlace,
): Promise<number> => {
  const { Item } = await client.send(
    new GetCommand({
      TableName: table('control'),
      Key: controlKeys.quotaShard(surveyId, quotaId, shard),
      ConsistentRead: true,
    }),
  );
  return Item === undefined ? 0 : z.int().parse(Item['n']);
};

/** A flag that a place given back meanwhile has made wrong is not set: the next response finds out anew. */
const markFull = async (
  { client, table }: Database,
  surveyId: string,
  { quotaId, freed }: { readonly quotaId: string; readonly freed: number },
): Promise<void> => {
  try {
    await patiently(() =>
      client.send(
        new UpdateCommand({
          TableName: table('control'),
          Key: controlKeys.quotaFlags(surveyId),
          UpdateExpression: 'SET #schema = :schema ADD #full :quota',
          ConditionExpression: freed === 0 ? 'attribute_not_exists(freed)' : 'freed = :freed',
          ExpressionAttributeNames: { '#full': 'full', '#schema': '_v' },
          ExpressionAttributeValues: {
            ':schema': 1,
            ':quota': new Set([quotaId]),
            ...(freed === 0 ? {} : { ':freed': freed }),
          },
        }),
      ),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
