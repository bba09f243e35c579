import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ClassName, KeyDriver } from '../../customers/list-plan.ts';
import type { ListKey, ListKeys, LoadClasses } from '../../customers/ports.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { allShards } from './keys.ts';
import { queryLane } from './query.ts';
import { readScoreItem } from './score-item.ts';
import { mergeLanes } from './shard-merge.ts';

const classIndexes = {
  tier: { index: 'byTier', partition: 'tk' },
  stage: { index: 'byStage', partition: 'gk' },
  activity: { index: 'byActivity', partition: 'ak' },
  risk: { index: 'byRisk', partition: 'rk' },
} as const satisfies Record<ClassName, object>;

/** Sorts behind every text with the same beginning. */
const last = '\u{10ffff}';

/** Where the keys of a driver stand. */
interface Source {
  readonly table: 'customers' | 'scores';
  readonly index: string;
  readonly partition: string;
  readonly sort: string;
  readonly partitions: readonly string[];
  readonly prefix: string;
}

const byList = { table: 'customers', index: 'byList', partition: 'lk', sort: 'ls' } as const;

const sourceOf = (driver: KeyDriver): Source => {
  switch (driver.by) {
    case 'created':
      return { ...byList, partitions: allShards('created'), prefix: '' };
    case 'tag':
    case 'owner':
      return { ...byList, partitions: allShards(`${driver.by}#${driver.of}`), prefix: '' };
    case 'name':
      return { ...byList, partitions: allShards('name'), prefix: driver.prefix };
    case 'class':
      return {
        table: 'scores',
        ...classIndexes[driver.name],
        sort: 'k',
        partitions: driver.classes.flatMap(allShards),
        prefix: '',
      };
  }
};

/** Bounds include the position, whose item is skipped: a key that is gone meanwhile is no reason to start elsewhere. */
const boundsOf = (
  { prefix }: Source,
  order: KeyDriver['order'],
  after: string | undefined,
): { readonly low?: string; readonly high?: string } => ({
  ...(prefix === '' ? {} : { low: prefix, high: `${prefix}${last}` }),
  ...(after === undefined ? {} : order === 'ascending' ? { low: after } : { high: after }),
});

const conditionOf = ({ low, high }: ReturnType<typeof boundsOf>): string => {
  if (low !== undefined && high !== undefined) return ' AND #sort BETWEEN :low AND :high';
  if (low !== undefined) return ' AND #sort >= :low';
  return high === undefined ? '' : ' AND #sort <= :high';
};

/** Keys of a list, merged from its shards with one position for all of them. */
export const listKeys = (database: Database): ListKeys =>
  async function* (driver, { after, hint }) {
    const source = sourceOf(driver);
    const bounds = boundsOf(source, driver.order, after);
    const limit = Math.ceil((hint * 2) / source.partitions.length) + 3;
    const queries = source.partitions.map(
      (partition): QueryCommandInput => ({
        TableName: database.table(source.table),
        IndexName: source.index,
        KeyConditionExpression: `#partition = :partition${conditionOf(bounds)}`,
        ExpressionAttributeNames: {
          '#partition': source.partition,
          ...(Object.keys(bounds).length > 0 ? { '#sort': source.sort } : {}),
        },
        ExpressionAttributeValues: {
          ':partition': partition,
          ...(bounds.low === undefined ? {} : { ':low': bounds.low }),
          ...(bounds.high === undefined ? {} : { ':high': bounds.high }),
        },
        ScanIndexForward: driver.order === 'ascending',
        Limit: limit,
      }),
    );
    const read = (item: Readonly<Record<string, unknown>>): ListKey => ({
      customerId: String(item['pk'] ?? item['id']),
      position: String(item[source.sort]),
    });
    const lanes = queries.map((query) => queryLane(database, query, read));
    for await (const key of mergeLanes(lanes, driver.order, ({ position }) => position))
      if (key.position !== after) yield key;
  };

export const loadClasses =
  (database: Database): LoadClasses =>
  async (customerIds) => {
    const keys = customerIds.map((id) => ({ id }));
    const records = (await batchGet(database, 'scores', { keys })).map(readScoreItem);
    return new Map(records.map(({ customerId, classes }) => [customerId, classes]));
  };
