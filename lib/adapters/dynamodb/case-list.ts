import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { CaseDriver, CasesOpened, ListCases } from '../../recovery/ports.ts';
import type { RecoveryCase } from '../../recovery/recovery-case.ts';
import type { Page } from '../../shared/pages.ts';
import { batchGet } from './batch-get.ts';
import { readCaseItem } from './case-item.ts';
import type { Database } from './database.ts';
import { allShards, caseKeys } from './keys.ts';
import { queryFirst, queryLane } from './query.ts';
import { mergeLanes } from './shard-merge.ts';

interface Key {
  readonly caseId: string;
  readonly position: string;
}

/** Cases by due time, owner, opening or customer: keys from an index, then the items. */
export const listCases =
  (database: Database): ListCases =>
  async (driver, { limit, after }) => {
    const keys =
      driver.by === 'customer'
        ? await keysOfCustomer(database, driver.customerId, { limit, after })
        : await keysOfList(database, driver, { limit, after });
    const page = keys.slice(0, limit);
    const items = await loadCases(
      database,
      page.map(({ caseId }) => caseId),
    );
    const last = page.at(-1);
    return {
      items,
      ...(last && keys.length > limit ? { next: last.position } : {}),
    } satisfies Page<RecoveryCase, string>;
  };

type Indexed = Exclude<CaseDriver, { readonly by: 'customer' }>;

const partitionsOf = (driver: Indexed): readonly string[] => {
  switch (driver.by) {
    case 'owner':
      return [caseKeys.ownerList(driver.owner)];
    case 'active':
      return allShards('case#active');
    case 'closed':
      return allShards('case#closed');
  }
};

/** Keys of a list behind a position, one more than the page has. */
const keysOfList = async (
  database: Database,
  driver: Indexed,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<readonly Key[]> => {
  const order = driver.by === 'closed' ? 'descending' : 'ascending';
  const sign = order === 'ascending' ? '>' : '<';
  const partitions = partitionsOf(driver);
  const lanes = partitions.map((partition) => {
    const query: QueryCommandInput = {
      TableName: database.table('customers'),
      IndexName: 'byList',
      KeyConditionExpression: `lk = :list${after === undefined ? '' : ` AND ls ${sign} :after`}`,
      ExpressionAttributeValues: {
        ':list': partition,
        ...(after === undefined ? {} : { ':after': after }),
      },
      ScanIndexForward: order === 'ascending',
      Limit: Math.ceil((limit * 2) / partitions.length) + 3,
    };
    return queryLane(database, query, keyOf);
  });
  const keys: Key[] = [];
  for await (const key of mergeLanes(lanes, order, ({ position }) => position)) {
    keys.push(key);
    if (keys.length > limit) break;
  }
  return keys;
};

const keyOf = (item: Readonly<Record<string, unknown>>): Key => ({
  caseId: String(item['pk']),
  position: String(item['ls']),
});

/** A customer's cases, the latest first: their ids are ordered in time. */
const keysOfCustomer = async (
  database: Database,
  customerId: string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<readonly Key[]> => {
  const { sk: first } = caseKeys.ofCustomer(customerId, '');
  const query = {
    TableName: database.table('customers'),
    KeyConditionExpression: 'pk = :customer AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: {
      ':customer': customerId,
      ':first': first,
      ':last': after === undefined ? `${first}~` : after,
    },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: limit + 2,
  };
  const found = await queryFirst(database, query, (item) => String(item['sk']));
  return found
    .filter((sk) => sk !== after)
    .map((sk) => ({ caseId: sk.slice(first.length), position: sk }));
};

/** Cases by id, in that order; one that is gone is left out. */
const loadCases = async (
  database: Database,
  ids: readonly string[],
): Promise<readonly RecoveryCase[]> => {
  const items = await batchGet(database, 'customers', {
    keys: ids.map(caseKeys.main),
    isStrong: true,
  });
  const found = new Map(items.map(readCaseItem).map((each) => [each.id, each]));
  return ids.flatMap((id) => found.get(id) ?? []);
};

/** Cases that a report reads at a time. */
const chunk = 100;

/** The list that a report reads, page by page, until it has passed the window. */
const pagesOf = async function* (
  database: Database,
  driver: Indexed,
  { from, to }: { readonly from: string; readonly to: string },
): AsyncGenerator<readonly RecoveryCase[]> {
  const list = listCases(database);
  // Closed cases stand by their opening: an old window does not begin with everything since.
  let after = driver.by === 'closed' ? to : undefined;
  do {
    const { items, next } = await list(driver, { limit: chunk, after });
    yield items;
    const isPast = driver.by === 'closed' && items.some(({ openedAt }) => openedAt < from);
    after = isPast ? undefined : next;
  } while (after !== undefined);
};

/** Cases under way that a report looks at: where nobody closes them they are without end. */
const underWayMax = 10_000;

type Window = Parameters<CasesOpened>[0];

/** Those of a list that were opened in the window, until there are too many or so many were looked at. */
const openedIn = async (
  database: Database,
  driver: Indexed,
  { from, to, max, seenMax }: Window & { readonly seenMax: number },
): Promise<Awaited<ReturnType<CasesOpened>>> => {
  const cases: RecoveryCase[] = [];
  let seen = 0;
  for await (const page of pagesOf(database, driver, { from, to })) {
    if (seen >= seenMax || cases.length > max) return { cases, complete: false };
    seen += page.length;
    cases.push(...page.filter(({ openedAt }) => openedAt >= from && openedAt < to));
  }
  return { cases, complete: cases.length <= max };
};

/** Closed cases by their opening, the latest first; those under way stand by their due time: of them a bounded number is looked at. */
export const casesOpened =
  (database: Database, activeMax = underWayMax): CasesOpened =>
  async (window) => {
    const active = await openedIn(database, { by: 'active' }, { ...window, seenMax: activeMax });
    const max = window.max - active.cases.length;
    const closed =
      max < 0
        ? { cases: [], complete: false }
        : await openedIn(
            database,
            { by: 'closed' },
            { ...window, max, seenMax: Number.POSITIVE_INFINITY },
          );
    return {
      cases: [...active.cases, ...closed.cases].slice(0, window.max),
      complete: active.complete && closed.complete,
    };
  };
