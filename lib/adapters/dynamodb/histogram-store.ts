import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Day, dayToDate } from '../../shared/time.ts';
import { addHistograms, emptyHistogram, type Histogram } from '../../surveys/histogram.ts';
import type { DayRange, HistogramStore } from '../../surveys/ports.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';

/** Schema number of histogram items; readers upcast older ones. */
export const histogramSchema = 1;

const HistogramItem = z.object({
  _v: z.literal(histogramSchema),
  responses: z.int(),
  completed: z.int(),
  questions: z.record(
    z.string(),
    z
      .object({
        answered: z.int(),
        values: z.record(z.string(), z.int()),
        numbers: z.object({ count: z.int(), sum: z.number(), squares: z.number() }).optional(),
        places: z.record(z.string(), z.object({ sum: z.int(), first: z.int() })).optional(),
        dates: z.object({ earliest: z.string(), latest: z.string() }).optional(),
      })
      .transform(({ numbers, places, dates, ...counts }) => ({
        ...counts,
        ...(numbers && { numbers }),
        ...(places && { places }),
        ...(dates && { dates }),
      })),
  ),
});

/** Daily histograms in the control table, one item a day with responses. */
export const histogramStore = (database: Database): HistogramStore => ({
  keptThrough: (surveyId) => keptThrough(database, surveyId),
  keep: async (surveyId, days, through) => {
    await Promise.all([...days].map(([day, counts]) => putDay(database, surveyId, day, counts)));
    await moveMark(database, surveyId, through);
  },
  sum: (surveyId, days) => sum(database, surveyId, days),
});

const keptThrough = async (
  { client, table }: Database,
  surveyId: string,
): Promise<Day | undefined> => {
  const { Item } = await client.send(
    new GetCommand({
      TableName: table('control'),
      Key: controlKeys.histogramMark(surveyId),
      ConsistentRead: true,
    }),
  );
  return Item && z.int().parse(Item['day']);
};

const unlessRefused = async (write: () => Promise<unknown>): Promise<void> => {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/** A day that is there was counted by somebody else at the same time. */
const putDay = (
  { client, table }: Database,
  surveyId: string,
  day: Day,
  counts: Histogram,
): Promise<void> =>
  unlessRefused(() =>
    client.send(
      new PutCommand({
        TableName: table('control'),
        Item: {
          ...controlKeys.histogram(surveyId, dayToDate(day)),
          _v: histogramSchema,
          ...counts,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );

/** The mark moves forward only. */
const moveMark = ({ client, table }: Database, surveyId: string, through: Day): Promise<void> =>
  unlessRefused(() =>
    client.send(
      new UpdateCommand({
        TableName: table('control'),
        Key: controlKeys.histogramMark(surveyId),
        UpdateExpression: 'SET #day = :through, #version = :version',
        ConditionExpression: 'attribute_not_exists(#day) OR #day < :through',
        ExpressionAttributeNames: { '#day': 'day', '#version': '_v' },
        ExpressionAttributeValues: { ':through': through, ':version': histogramSchema },
      }),
    ),
  );

const sum = async (
  { client, table }: Database,
  surveyId: string,
  { from, to }: DayRange,
): Promise<Histogram> => {
  let total = emptyHistogram;
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table('control'),
        KeyConditionExpression: 'pk = :survey AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':survey': controlKeys.histogramMark(surveyId).pk,
          ':from': dayToDate(from),
          ':to': dayToDate(to),
        },
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    for (const item of answer.Items ?? []) {
      const { _v, ...counts } = HistogramItem.parse(item);
      total = addHistograms(total, counts);
    }
    start = answer.LastEvaluatedKey;
  } while (start);
  return total;
};
