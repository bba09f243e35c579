import { itemsWithRoom, pageRoom } from '../../shared/page-room.ts';
import type { Page } from '../../shared/pages.ts';
import type { SurveyStore } from '../../surveys/ports.ts';
import type { Survey } from '../../surveys/survey.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { allShards } from './keys.ts';
import { queryFirst } from './query.ts';
import { readSurveyItem } from './survey-item.ts';

interface SurveyKey {
  readonly pk: string;
  readonly sk: string;
  readonly position: string;
}

/** Keys that one page may look at when a filter keeps few of them. */
const keysMax = 1_000;
/** The most keys of one BatchGet. */
const batchMax = 100;

type ListQuery = Parameters<SurveyStore['list']>[0];

/** Newest first, over all shards. The index holds keys only, so a status is filtered behind it. */
export const listSurveys = async (
  database: Database,
  { status, limit, after }: ListQuery,
): Promise<Page<Survey, string>> => {
  const items: Survey[] = [];
  const hasRoom = pageRoom();
  let position = after;
  for (let examined = 0; examined < keysMax; examined += batchMax) {
    const batch = await matchingSurveys(database, { status, limit, after: position });
    const fitting = batch.matching.slice(0, limit - items.length);
    const taken = itemsWithRoom(fitting, hasRoom);
    items.push(...taken.map(({ survey }) => survey));
    const isFull = items.length === limit || taken.length < fitting.length;
    if (batch.isLast && taken.length === batch.matching.length) return { items };
    position = isFull ? (taken.at(-1)?.position ?? position) : batch.end;
    if (isFull) break;
  }
  return position === undefined ? { items } : { items, next: position };
};

/** The surveys behind the next keys that have the status, and where those keys end. */
const matchingSurveys = async (database: Database, { status, limit, after }: ListQuery) => {
  const size = status === undefined ? limit : batchMax;
  const { keys, isLast } = await newestKeys(database, size, after);
  const surveys = await readAll(database, keys);
  const matching = keys.flatMap(({ pk, position }) => {
    const survey = surveys.get(pk);
    const matches = survey && (status === undefined || survey.status === status);
    return matches ? [{ survey, position }] : [];
  });
  return { matching, isLast, end: keys.at(-1)?.position };
};

const newestKeys = async (
  database: Database,
  size: number,
  after: string | undefined,
): Promise<{ readonly keys: readonly SurveyKey[]; readonly isLast: boolean }> => {
  const shards = await Promise.all(
    allShards('survey').map((shard) => shardKeys(database, shard, size + 1, after)),
  );
  const merged = shards.flat().sort((a, b) => (a.position < b.position ? 1 : -1));
  return { keys: merged.slice(0, size), isLast: merged.length <= size };
};

const shardKeys = (
  database: Database,
  shard: string,
  limit: number,
  after: string | undefined,
): Promise<readonly SurveyKey[]> => {
  const query = {
    TableName: database.table('control'),
    IndexName: 'byKind',
    KeyConditionExpression: after === undefined ? 'lk = :shard' : 'lk = :shard AND ls < :after',
    ExpressionAttributeValues: {
      ':shard': shard,
      ...(after === undefined ? {} : { ':after': after }),
    },
    ScanIndexForward: false,
    Limit: limit,
  };
  return queryFirst(database, query, keyOf);
};

const keyOf = (item: Readonly<Record<string, unknown>>): SurveyKey => ({
  pk: String(item['pk']),
  sk: String(item['sk']),
  position: String(item['ls']),
});

/** Up to 100 surveys by partition key. */
const readAll = async (
  database: Database,
  keys: readonly SurveyKey[],
): Promise<ReadonlyMap<string, Survey>> => {
  const items = await batchGet(database, 'control', {
    keys: keys.map(({ pk, sk }) => ({ pk, sk })),
  });
  return new Map(items.map((item) => [String(item['pk']), readSurveyItem(item)]));
};
