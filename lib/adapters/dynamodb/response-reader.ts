import { itemsWithRoom } from '../../shared/page-room.ts';
import type { Page } from '../../shared/pages.ts';
import { dateToDay, dayToDate } from '../../shared/time.ts';
import type { ResponseReader } from '../../surveys/ports.ts';
import type { Response } from '../../surveys/response.ts';
import type { Database } from './database.ts';
import { allShards } from './keys.ts';
import { queryLane } from './query.ts';
import { countDays, gapAnswers } from './response-counts.ts';
import { readAnonymousItem, readIdentifiedItem } from './response-item.ts';
import { afterAllIds, indexRange } from './response-range.ts';
import { mergeLanes } from './shard-merge.ts';

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

/** Where a response stands in the list of its survey. */
const positionOf = ({ day, id }: Response): string => `${day}#${id}`;

/** A page and one item more, which tells whether there is a next page. */
const pageOf = (found: readonly Response[], limit: number): Page<Response, string> => {
  const items = itemsWithRoom(found.slice(0, limit));
  const last = items.at(-1);
  return {
    items,
    ...(last && found.length > items.length ? { next: positionOf(last) } : {}),
  };
};

/** The first so many; what is behind them is not asked for. */
const firstOf = async <T>(found: AsyncIterable<T>, count: number): Promise<readonly T[]> => {
  const items: T[] = [];
  for await (const item of found) {
    items.push(item);
    if (items.length >= count) break;
  }
  return items;
};

/** Newest first: the ids of identified responses are ordered in time. */
const listIdentified = async (
  database: Database,
  { surveyId, days, limit, after }: ListQuery,
): Promise<Page<Response, string>> => {
  const latest = `${dayToDate(days.to)}#${afterAllIds}`;
  const to = after !== undefined && after < latest ? after : latest;
  // One for the next page, one for the response at `after`, which the range includes.
  const count = limit + 2;
  const lanes = allShards(surveyId).map((shard) => {
    const range = indexRange(database, shard, dayToDate(days.from), to);
    // Long texts fill a page of DynamoDB (1 MB) before the limit: the lane then asks for the next one.
    const query = { ...range, ScanIndexForward: false, Limit: count };
    return queryLane(database, query, readIdentifiedItem);
  });
  const found = await firstOf(mergeLanes(lanes, 'descending', positionOf), count);
  return pageOf(
    found.filter((response) => positionOf(response) !== after),
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
    if (found.length > limit) break;
  }
  const page = pageOf(found, limit);
  return page.next !== undefined || end <= days.from
    ? page
    : { ...page, next: `${dayToDate(end)}#${afterAllIds}` };
};

const anonymousOfDay = (
  database: Database,
  surveyId: string,
  date: string,
  behind: string,
  limit: number,
): Promise<readonly Response[]> => {
  const lanes = allShards(`${surveyId}#${date}`).map((ledger) =>
    queryLane(
      database,
      {
        TableName: database.table('events'),
        KeyConditionExpression: 'ledger = :ledger AND #event > :behind',
        ExpressionAttributeNames: { '#event': 'event' },
        ExpressionAttributeValues: { ':ledger': ledger, ':behind': behind || ' ' },
        Limit: limit,
      },
      readAnonymousItem,
    ),
  );
  return firstOf(
    mergeLanes(lanes, 'ascending', ({ id }) => id),
    limit,
  );
};
