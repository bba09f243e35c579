import { itemsWithRoom } from '../../shared/page-room.ts';
import type { Page } from '../../shared/pages.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { queryFirst } from './query.ts';

interface Keys {
  readonly pk: string;
  readonly sk: string;
  readonly ls: string;
}

const asKeys = (item: Record<string, unknown>): Keys => ({
  pk: String(item['pk']),
  sk: String(item['sk']),
  ls: String(item['ls']),
});

/** Keys of one kind in the control table, latest first, before a position. Positions are unique. */
export const latestKeys = (
  database: Database,
  kind: string,
  { limit, before }: { readonly limit: number; readonly before?: string | undefined },
): Promise<readonly Keys[]> => {
  const bound = before === undefined ? {} : { ':before': before };
  const query = {
    TableName: database.table('control'),
    IndexName: 'byKind',
    KeyConditionExpression: before === undefined ? 'lk = :kind' : 'lk = :kind AND ls < :before',
    ExpressionAttributeValues: { ':kind': kind, ...bound },
    ScanIndexForward: false,
    Limit: limit,
  };
  return queryFirst(database, query, asKeys);
};

/**
 * One page of a list in the control table, latest first. The index holds keys only, so the items are
 * read behind it; one that is gone by then is left out. Up to 100 items, the most of one BatchGet.
 */
export const latestPage = async <T>(
  database: Database,
  kind: string,
  page: { readonly limit: number; readonly before?: string | undefined },
  read: (stored: unknown) => T,
): Promise<Page<T, string>> => {
  const keys = await latestKeys(database, kind, { ...page, limit: page.limit + 1 });
  const shown = keys.slice(0, page.limit);
  const stored = await batchGet(database, 'control', {
    keys: shown.map(({ pk, sk }) => ({ pk, sk })),
  });
  const found = shown.flatMap(({ pk, sk, ls }) => {
    const item = stored.find((candidate) => candidate['pk'] === pk && candidate['sk'] === sk);
    return item ? [{ ls, item: read(item) }] : [];
  });
  const taken = itemsWithRoom(found);
  const last = taken.length < found.length ? taken.at(-1) : shown.at(-1);
  const isMore = taken.length < found.length || keys.length > shown.length;
  return { items: taken.map(({ item }) => item), ...(last && isMore ? { next: last.ls } : {}) };
};
