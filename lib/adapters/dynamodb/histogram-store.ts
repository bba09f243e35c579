import { GetCommand, PutCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Day, dateToDay, dayToDate } from '../../shared/time.ts';
import type { DatedCounts } from '../../surveys/dated-counts.ts';
import type { DayCounts } from '../../surveys/histogram-tally.ts';
import type { DayRange, HistogramStore, KeptDays } from '../../surveys/ports.ts';
import type { Database } from './database.ts';
import { putGroups, readGroups } from './group-histograms.ts';
import { Counts, histogramSchema, unlessRefused } from './histogram-item.ts';
import { controlKeys } from './keys.ts';
import { putCut, readCuts } from './live-cuts.ts';

const TotalItem = Counts.extend({ _v: z.literal(histogramSchema), sk: z.string() });
const Mark = z.object({ day: z.int(), groupsFrom: z.int().optional() });

/** How many days are written at a time, each with an item for every dimension. */
const daysAtOnce = 8;

/**
 * Daily histograms in the control table: an item for the totals of a day with responses, and one for each dimension
 * with its groups, so that a question by one dimension reads two items a day, however many dimensions there are.
 */
export const histogramStore = (database: Database): HistogramStore => ({
  kept: (surveyId) => kept(database, surveyId),
  keep: async (surveyId, counts, { from, to }) => {
    await eachDay(counts, async (day, found) => {
      await putDay(database, { surveyId, day }, found);
      await putAllGroups(database, { surveyId, day }, found);
    });
    await moveMark(database, surveyId, { from, to });
  },
  keepGroups: async (surveyId, counts, { from }) => {
    await eachDay(counts, (day, found) => putAllGroups(database, { surveyId, day }, found));
    await moveGroupsBack(database, surveyId, from);
  },
  totals: (surveyId, days) => totals(database, surveyId, days),
  groups: (surveyId, dimension, days) => readGroups(database, { surveyId, dimension }, days),
  cuts: (surveyId, days) => readCuts(database, surveyId, days),
  cut: (surveyId, day, cut) => putCut(database, { surveyId, day }, cut),
});

const eachDay = async (
  counts: ReadonlyMap<Day, DayCounts>,
  write: (day: Day, counts: DayCounts) => Promise<void>,
): Promise<void> => {
  const days = [...counts];
  for (let at = 0; at < days.length; at += daysAtOnce)
    await Promise.all(days.slice(at, at + daysAtOnce).map(([day, found]) => write(day, found)));
};

const kept = async (
  { client, table }: Database,
  surveyId: string,
): Promise<KeptDays | undefined> => {
  const { Item } = await client.send(
    new GetCommand({
      TableName: table('control'),
      Key: controlKeys.histogramMark(surveyId),
      ConsistentRead: true,
    }),
  );
  if (Item === undefined) return undefined;
  const { day, groupsFrom } = Mark.parse(Item);
  return { through: day, groupsFrom: groupsFrom ?? null };
};

interface DayOfSurvey {
  readonly surveyId: string;
  readonly day: Day;
}

/** A day that is there was counted by somebody else at the same time. */
const putDay = (
  { client, table }: Database,
  { surveyId, day }: DayOfSurvey,
  { total }: DayCounts,
): Promise<void> =>
  unlessRefused(() =>
    client.send(
      new PutCommand({
        TableName: table('control'),
        Item: {
          ...controlKeys.histogram(surveyId, dayToDate(day)),
          _v: histogramSchema,
          ...total,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );

const putAllGroups = async (
  database: Database,
  { surveyId, day }: DayOfSurvey,
  { groups }: DayCounts,
): Promise<void> => {
  await Promise.all(
    [...groups].map(([dimension, counts]) =>
      putGroups(database, { surveyId, dimension, day }, counts),
    ),
  );
};

/** The mark moves forward only. Groups are kept from the first range on that was kept with them. */
const moveMark = (
  { client, table }: Database,
  surveyId: string,
  { from, to }: DayRange,
): Promise<void> =>
  unlessRefused(() =>
    client.send(
      new UpdateCommand({
        TableName: table('control'),
        Key: controlKeys.histogramMark(surveyId),
        UpdateExpression:
          'SET #day = :through, #version = :version, groupsFrom = if_not_exists(groupsFrom, :from)',
        ConditionExpression: 'attribute_not_exists(#day) OR #day < :through',
        ExpressionAttributeNames: { '#day': 'day', '#version': '_v' },
        ExpressionAttributeValues: { ':through': to, ':from': from, ':version': histogramSchema },
      }),
    ),
  );

const moveGroupsBack = ({ client, table }: Database, surveyId: string, from: Day): Promise<void> =>
  unlessRefused(() =>
    client.send(
      new UpdateCommand({
        TableName: table('control'),
        Key: controlKeys.histogramMark(surveyId),
        UpdateExpression: 'SET groupsFrom = :from',
        ConditionExpression: 'attribute_not_exists(groupsFrom) OR groupsFrom > :from',
        ExpressionAttributeValues: { ':from': from },
      }),
    ),
  );

const totals = async (
  { client, table }: Database,
  surveyId: string,
  { from, to }: DayRange,
): Promise<readonly DatedCounts[]> => {
  const found: DatedCounts[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: table('control'),
      KeyConditionExpression: 'pk = :survey AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':survey': controlKeys.histogramMark(surveyId).pk,
        ':from': dayToDate(from),
        ':to': dayToDate(to),
      },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const { _v, sk, ...histogram } = TotalItem.parse(item);
      found.push({ day: dateToDay(sk), histogram });
    }
  }
  return found;
};
