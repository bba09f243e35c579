import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Day, dayToDate } from '../../shared/time.ts';
import type { LiveCut } from '../../surveys/live-cut.ts';
import type { DayRange } from '../../surveys/ports.ts';
import type { Database } from './database.ts';
import { Counts, histogramSchema } from './histogram-item.ts';
import { controlKeys } from './keys.ts';

const CutItem = z.object({
  _v: z.literal(histogramSchema),
  day: z.int(),
  number: z.int(),
  apart: Counts,
  first: Counts,
  last: Counts,
});

/** Keeps the next cut of a day in the place of the one before; false where somebody else has cut it meanwhile. */
export const putCut = async (
  { client, table }: Database,
  { surveyId, day }: { readonly surveyId: string; readonly day: Day },
  cut: LiveCut,
): Promise<boolean> => {
  const isFirst = cut.number === 1;
  const condition = isFirst
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#number = :before',
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: { ':before': cut.number - 1 },
      };
  const Item = {
    ...controlKeys.liveCut(surveyId, dayToDate(day)),
    ...{ _v: histogramSchema, day },
    ...cut,
  };
  try {
    await client.send(new PutCommand({ TableName: table('control'), Item, ...condition }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** The latest cut of each day of a range that was cut. */
export const readCuts = async (
  { client, table }: Database,
  surveyId: string,
  { from, to }: DayRange,
): Promise<ReadonlyMap<Day, LiveCut>> => {
  const keyOf = (day: Day) => controlKeys.liveCut(surveyId, dayToDate(day));
  const cuts = new Map<Day, LiveCut>();
  if (from > to) return cuts;
  const pages = paginateQuery(
    { client },
    {
      TableName: table('control'),
      KeyConditionExpression: 'pk = :survey AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':survey': keyOf(from).pk,
        ':from': keyOf(from).sk,
        ':to': keyOf(to).sk,
      },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const { _v, day, ...cut } = CutItem.parse(item);
      cuts.set(day, cut);
    }
  }
  return cuts;
};
