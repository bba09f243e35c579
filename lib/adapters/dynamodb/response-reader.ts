import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Page } from '../../shared/pages.ts';
import { type Day, dateToDay, dayToDate } from '../../shared/time.ts';
import {
  addHistograms,
  emptyHistogram,
  type Histogram,
  histogramOf,
} from '../../surveys/histogram.ts';
import type { DayRange, ResponseReader } from '../../surveys/ports.ts';
import type { Response } from '../../surveys/response.ts';
import type { Database } from './database.ts';
import { allShards } from './keys.ts';
import { readAnonymousItem, readCounted, readIdentifiedItem } from './response-item.ts';

type ListQuery = Parameters<ResponseReader['list']>[0];

/** Sorts behind every response id. */
const afterAllIds = '~';
/** Days of anonymous responses that one page looks at: eight small queries each. */
const daysMax = 31;

/** Responses of identified surveys through the sparse index, of anonymous ones by their partitions. */
export const responseReader = (database: Database): ResponseReader => ({
  list: (query) =>
    query.mode === 'anonymous' ? listAnonymous(database, query) : listIdentified(database, query),
  countDays: (survey, days) =>
    survey.mode === 'anonymous'
      ? countAnonymous(database, survey, days)
      : countIdentified(database, survey, days),
});

/** A page and one item more, which tells whether there is a next page. */
const pageOf = (found: readonly Response[], limit: number): Page<Response, string> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    ...(last && found.length > limit ? { next: `${last.day}#${last.id}` } : {}),
  };
};

const indexRange = (database: Database, shard: string, from: string, to: string) => ({
  TableName: database.table('events'),
  IndexName: 'bySurvey',
  KeyConditionExpression: 'sv = :shard AND sd BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':shard': shard, ':from': from, ':to': to },
});

/** Newest first: the ids of identified responses are ordered in time. */
const listIdentified = async (
  database: Database,
  { surveyId, days, limit, after }: ListQuery,
): Promise<Page<Response, string>> => {
  const latest = `${dayToDate(days.to)}#${afterAllIds}`;
  const to = after !== undefined && after < latest ? after : latest;
  const shards = await Promise.all(
    allShards(surveyId).map(async (shard) => {
      const range = indexRange(database, shard, dayToDate(days.from), to);
      // One for the next page, one for the response at `after`, which the range includes.
      const input = { ...range, ScanIndexForward: false, Limit: limit + 2 };
      return (await database.client.send(new QueryCommand(input))).Items ?? [];
    }),
  );
  const found = shards
    .flat()
    .map((item) => ({ position: String(item['sd']), response: readIdentifiedItem(item) }))
    .filter(({ position }) => position !== after)
    .sort((a, b) => (a.position < b.position ? 1 : -1));
  return pageOf(
    found.map(({ response }) => response),
    limit,
  );
};

/** Newest day first, within a day by the random ids, which say nothing. */
const listAnonymous = async (
  database: Database,
  { surveyId, days, limit, after }: ListQuery,
): Promise<Page<Response, string>> => {
  const [afterDate, afterId = ''] = after?.split('#') ?? [];
  const start = afterDate === undefined ? days.to : Math.min(days.to, dateToDay(afterDate));
  const end = Math.max(days.from, start - daysMax + 1);
  const found: Response[] = [];
  for (let day = start; day >= end; day -= 1) {
    const date = dayToDate(day);
    const behind = date === afterDate ? afterId : '';
    found.push(...(await anonymousOfDay(database, surveyId, date, behind, limit + 1)));
    if (found.length > limit) return pageOf(found, limit);
  }
  return end > days.from
    ? { items: found, next: `${dayToDate(end)}#${afterAllIds}` }
    : { items: found };
};

const anonymousOfDay = async (
  database: Database,
  surveyId: string,
  date: string,
  behind: string,
  limit: number,
): Promise<readonly Response[]> => {
  const shards = await Promise.all(
    allShards(`${surveyId}#${date}`).map(async (ledger) => {
      const answer = await database.client.send(
        new QueryCommand({
          TableName: database.table('events'),
          KeyConditionExpression: 'ledger = :ledger AND #event > :behind',
          ExpressionAttributeNames: { '#event': 'event' },
          ExpressionAttributeValues: { ':ledger': ledger, ':behind': behind || ' ' },
          Limit: limit,
        }),
      );
      return (answer.Items ?? []).map(readAnonymousItem);
    }),
  );
  return shards.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** Adds up everything that a query finds, page by page. */
const countQuery = async (
  { client }: Database,
  input: QueryCommandInput,
  add: (item: Record<string, unknown>) => void,
): Promise<void> => {
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
  do {
    const answer = await client.send(
      new QueryCommand({ ...input, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }),
    );
    for (const item of answer.Items ?? []) add(item);
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey);
};

type Counted = Parameters<ResponseReader['countDays']>[0];

const adder =
  (counts: Map<Day, Histogram>, { types }: Counted) =>
  (day: Day, item: unknown) => {
    const known = counts.get(day) ?? emptyHistogram;
    counts.set(day, addHistograms(known, histogramOf(readCounted(item), types)));
  };

const countIdentified = async (
  database: Database,
  survey: Counted,
  { from, to }: DayRange,
): Promise<ReadonlyMap<Day, Histogram>> => {
  const counts = new Map<Day, Histogram>();
  const add = adder(counts, survey);
  await Promise.all(
    allShards(survey.surveyId).map((shard) =>
      countQuery(
        database,
        indexRange(database, shard, dayToDate(from), `${dayToDate(to)}#${afterAllIds}`),
        (item) => add(Number(item['day']), item),
      ),
    ),
  );
  return counts;
};

const countAnonymous = async (
  database: Database,
  survey: Counted,
  { from, to }: DayRange,
): Promise<ReadonlyMap<Day, Histogram>> => {
  const counts = new Map<Day, Histogram>();
  const add = adder(counts, survey);
  for (let day = from; day <= to; day += 1) {
    await Promise.all(
      allShards(`${survey.surveyId}#${dayToDate(day)}`).map((ledger) =>
        countQuery(
          database,
          {
            TableName: database.table('events'),
            KeyConditionExpression: 'ledger = :ledger',
            ExpressionAttributeValues: { ':ledger': ledger },
            ConsistentRead: true,
          },
          (item) => add(day, item),
        ),
      ),
    );
  }
  return counts;
};
