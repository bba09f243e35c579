import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from '../../shared/pages.ts';
import type { Database } from './database.ts';

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
export const latestKeys = async (
  { client, table }: Database,
  kind: string,
  { limit, before }: { readonly limit: number; readonly before?: string | undefined },
): Promise<readonly Keys[]> => {
  const bound = before === undefined ? {} : { ':before': before };
  const answer = await client.send(
    new QueryCommand({
      TableName: table('control'),
      IndexName: 'byKind',
      KeyConditionExpression: before === undefined ? 'lk = :kind' : 'lk = :kind AND ls < :before',
      ExpressionAttributeValues: { ':kind': kind, ...bound },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return (answer.Items ?? []).map(asKeys);
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
  const stored = await itemsOf(database, shown);
  const items = shown.flatMap(({ pk, sk }) => {
    const item = stored.find((candidate) => candidate['pk'] === pk && candidate['sk'] === sk);
    return item ? [read(item)] : [];
  });
  const last = shown.at(-1);
  return { items, ...(last && keys.length > shown.length ? { next: last.ls } : {}) };
};

const itemsOf = async (
  { client, table }: Database,
  keys: readonly Keys[],
): Promise<readonly Record<string, unknown>[]> => {
  const name = table('control');
  const items: Record<string, unknown>[] = [];
  let rest: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  while (rest.length > 0) {
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: rest } } }),
    );
    items.push(...(answer.Responses?.[name] ?? []));
    rest = answer.UnprocessedKeys?.[name]?.Keys ?? [];
  }
  return items;
};
