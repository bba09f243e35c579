import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from '../../shared/pages.ts';
import { dateToDay, dayToDate } from '../../shared/time.ts';
import type { ResponseReader } from '../../surveys/ports.ts';
import type { Response } from '../../surveys/response.ts';
import type { Database } from './database.ts';
import { allShards } from './keys.ts';
import { countDays, gapAnswers } from './response-counts.ts';
import { readAnonymousItem, readIdentifiedItem } from './response-item.ts';
import { afterAllIds, indexRange } from './response-range.ts';

type ListQuery = Parameters<ResponseReader['list']>[0];

/** Days of anonymous responses that one page looks at: eight small queries each. */
const daysMax = 31;

/** Responses of identified surveys through the sparse index, of anonymous ones by their partitions. */
export const responseReader = (database: Database): ResponseReader => ({
  list: (query) =>
    query.mode === 'anonymous' ? listAnonymous(database, query) : listIdentified(database, query),
  countDays: (survey, days) => countDays(database, survey, days),
  gapAnswers: (survey, days) => gapAnswers(database, survey, days),
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
