import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Day, dateToDay, dayToDate } from '../../shared/time.ts';
import type { GroupCounts } from '../../surveys/dated-counts.ts';
import type { Histogram } from '../../surveys/histogram.ts';
import { largestGroups } from '../../surveys/largest-groups.ts';
import type { DayRange } from '../../surveys/ports.ts';
import type { Database } from './database.ts';
import { Counts, histogramSchema, unlessRefused } from './histogram-item.ts';
import { controlKeys } from './keys.ts';

/** Bytes of JSON in a part: far under DynamoDB's 400 kB, also where names take more room there. */
const partBytes = 150_000;

const GroupItem = z.object({
  _v: z.literal(histogramSchema),
  sk: z.string(),
  groups: z.record(z.string(), Counts),
});

/** Groups in the order of their keys, so that two who count at the same time make the same parts. */
const partsOf = (groups: GroupCounts): readonly Record<string, Histogram>[] => {
  const parts: Record<string, Histogram>[] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const [key, counts] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const size = JSON.stringify({ [key]: counts }).length;
    if (bytes + size > partBytes) {
      parts.push({});
      bytes = 0;
    }
    Object.assign(parts.at(-1) ?? {}, { [key]: counts });
    bytes += size;
  }
  return parts;
};

/** Keeps the groups of a day in one dimension. A part that is there was counted by somebody else at the same time. */
export const putGroups = async (
  { client, table }: Database,
  {
    surveyId,
    dimension,
    day,
  }: { readonly surveyId: string; readonly dimension: string; readonly day: Day },
  groups: GroupCounts,
): Promise<void> => {
  for (const [part, counts] of partsOf(largestGroups(groups)).entries()) {
    const Item = {
      ...controlKeys.groupHistogram(surveyId, dimension, dayToDate(day), part),
      _v: histogramSchema,
      groups: counts,
    };
    const ConditionExpression = 'attribute_not_exists(pk)';
    await unlessRefused(() =>
      client.send(new PutCommand({ TableName: table('control'), Item, ConditionExpression })),
    );
  }
};

/** The groups of the days of a range in one dimension. */
export const readGroups = async (
  { client, table }: Database,
  { surveyId, dimension }: { readonly surveyId: string; readonly dimension: string },
  { from, to }: DayRange,
): Promise<ReadonlyMap<Day, GroupCounts>> => {
  const days = new Map<Day, Map<string, Histogram>>();
  const key = (day: Day) => controlKeys.groupHistogram(surveyId, dimension, dayToDate(day));
  const pages = paginateQuery(
    { client },
    {
      TableName: table('control'),
      KeyConditionExpression: 'pk = :groups AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':groups': key(from).pk,
        ':from': key(from).sk,
        ':to': `${dayToDate(to)}#~`,
      },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const { sk, groups } = GroupItem.parse(item);
      const day = dateToDay(sk.slice(0, 10));
      const known = days.get(day) ?? new Map<string, Histogram>();
      days.set(day, known);
      for (const [name, counts] of Object.entries(groups)) known.set(name, counts);
    }
  }
  return days;
};
