import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type IndexRow, type TableName, type TableRow, tables } from '../../lib/contract/tables.ts';
import { canonicalJson } from '../../lib/shared/canonical.ts';
import { itemSize } from './item-size.ts';

type Item = Record<string, AttributeValue>;
type Key = Record<string, AttributeValue>;

/** Capacity units of one piece of work. */
export interface Units {
  read: number;
  write: number;
}

interface Touched {
  readonly table: string;
  readonly key: Key;
}

interface Write extends Touched {
  readonly transactional: boolean;
}

/** Loosely typed on purpose: the marshalled inputs and outputs of a dozen commands go through it. */
// biome-ignore lint/suspicious/noExplicitAny: the shapes of all DynamoDB commands meet here
type Loose = any;

/** Outputs come unmarshalled by the document client; sizes are those of what was sent. */
const stored = (item: Record<string, unknown>): Item =>
  marshall(item, { removeUndefinedValues: true });

const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** What an index holds of an item: nothing when the item lacks one of the index's keys. */
const indexEntry = (
  item: Item | undefined,
  index: IndexRow,
  tableKeys: readonly string[],
): Item | undefined => {
  const keys = [index.partitionKey, index.sortKey];
  if (!item || keys.some((name) => item[name] === undefined)) return undefined;
  if (index.projection === 'ALL') return item;
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => keys.includes(name) || tableKeys.includes(name)),
  );
};

const unitsOf = (item: Item | undefined): number => (item ? writeUnits(itemSize(item)) : 0);

const entryWrites = (
  was: Item | undefined,
  is: Item | undefined,
  keys: readonly string[],
): number => {
  // DynamoDB Local gives the attributes of an item in no order of their own.
  if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return 0;
  const moved = keys.some((name) => JSON.stringify(was?.[name]) !== JSON.stringify(is?.[name]));
  return moved ? unitsOf(was) + unitsOf(is) : Math.max(unitsOf(was), unitsOf(is));
};

/**
 * Computes the capacity units of whatever a document client does, from item sizes by AWS's rules:
 * DynamoDB Local reports wrong units for transactions and indexes. A write costs the larger of the old
 * and the new item, twice in a transaction; an index costs one write for each entry put, removed or
 * changed (a changed key is both).
 */
export class CapacityMeter {
  readonly total: Units = { read: 0, write: 0 };
  readonly #names: ReadonlyMap<string, TableRow>;
  readonly #bare: DynamoDBClient;

  /** `bare` is a client of its own for looking at items; it is not measured. */
  constructor(
    client: DynamoDBDocumentClient,
    bare: DynamoDBClient,
    names: Record<TableName, string>,
  ) {
    this.#bare = bare;
    this.#names = new Map(
      Object.entries(tables).map(([name, row]) => [names[name as TableName], row as TableRow]),
    );
    client.middlewareStack.add(
      (next, context) => async (args: Loose) => {
        const command = String(context['commandName']).replace(/Command$/, '');
        const writes = this.#writesOf(command, args.input);
        const before = await this.#items(writes);
        try {
          const answer = await next(args);
          this.#countReads(command, args.input, answer.output);
          return answer;
        } finally {
          // A refused write costs as much as one of the item that stands there.
          this.#countWrites(writes, before, await this.#items(writes));
        }
      },
      { step: 'build', name: 'capacityMeter', override: true },
    );
  }

  /** Units spent by one piece of work, which must be the only one under way. */
  async spent(work: () => Promise<unknown>): Promise<Units> {
    const start = { ...this.total };
    await work();
    return { read: this.total.read - start.read, write: this.total.write - start.write };
  }

  #row(table: string): TableRow {
    const row = this.#names.get(table);
    if (!row) throw new Error(`unknown table ${table}`);
    return row;
  }

  #keyOf(table: string, item: Item): Key {
    const { partitionKey, sortKey } = this.#row(table);
    const names = sortKey ? [partitionKey, sortKey] : [partitionKey];
    return Object.fromEntries(
      names.map((name) => {
        const value = item[name];
        if (!value) throw new Error(`item of ${table} lacks ${name}`);
        return [name, value];
      }),
    );
  }

  #writesOf(command: string, input: Loose): Write[] {
    const one = (part: Loose, transactional: boolean): Write => ({
      table: part.TableName,
      key: part.Key ?? this.#keyOf(part.TableName, part.Item),
      transactional,
    });
    if (command === 'PutItem' || command === 'UpdateItem' || command === 'DeleteItem') {
      return [one(input, false)];
    }
    if (command === 'TransactWriteItems') {
      return input.TransactItems.map((item: Loose) =>
        one(item.Put ?? item.Update ?? item.Delete ?? item.ConditionCheck, true),
      );
    }
    if (command === 'BatchWriteItem') {
      return Object.entries(input.RequestItems as Record<string, Loose[]>).flatMap(
        ([table, requests]) =>
          requests.map((request) => ({
            table,
            key: request.DeleteRequest?.Key ?? this.#keyOf(table, request.PutRequest.Item),
            transactional: false,
          })),
      );
    }
    if (command === 'BatchExecuteStatement' || command === 'ExecuteStatement') {
      return (input.Statements ?? [input]).map((statement: Loose) =>
        this.#statementWrite(statement),
      );
    }
    return [];
  }

  /** An update by PartiQL names its key as the last parameters, in the order of its WHERE clause. */
  #statementWrite({ Statement, Parameters }: Loose): Write {
    const table = /UPDATE\s+"([^"]+)"/i.exec(Statement)?.[1];
    if (!table) throw new Error(`cannot measure ${Statement}`);
    const where = Statement.slice(Statement.search(/\sWHERE\s/i));
    const before = (Statement.slice(0, Statement.search(/\sWHERE\s/i)).match(/\?/g) ?? []).length;
    const { partitionKey, sortKey } = this.#row(table);
    const names = [...where.matchAll(/"?(\w+)"?\s*(?:=|<|>|<=|>=|<>)\s*\?/g)].map(
      (match) => match[1],
    );
    const key = Object.fromEntries(
      [partitionKey, sortKey]
        .filter((name): name is string => name !== undefined)
        .map((name) => [name, Parameters[before + names.indexOf(name)]]),
    );
    return { table, key, transactional: false };
  }

  async #items(touched: readonly Touched[]): Promise<(Item | undefined)[]> {
    return Promise.all(
      touched.map(async ({ table, key }) => {
        const answer = await this.#bare.send(
          new BatchGetItemCommand({
            RequestItems: { [table]: { Keys: [key], ConsistentRead: true } },
          }),
        );
        return answer.Responses?.[table]?.[0];
      }),
    );
  }

  #countWrites(
    writes: readonly Write[],
    before: readonly (Item | undefined)[],
    after: readonly (Item | undefined)[],
  ): void {
    writes.forEach(({ table, transactional }, i) => {
      const [old, now] = [before[i], after[i]];
      const bytes = Math.max(old ? itemSize(old) : 0, now ? itemSize(now) : 0);
      this.total.write += writeUnits(bytes) * (transactional ? 2 : 1);
      this.total.write += this.#indexWrites(this.#row(table), old, now);
    });
  }

  #indexWrites(row: TableRow, old: Item | undefined, now: Item | undefined): number {
    const tableKeys = [row.partitionKey, ...(row.sortKey ? [row.sortKey] : [])];
    return Object.values(row.indexes).reduce((units, index) => {
      const was = indexEntry(old, index, tableKeys);
      const is = indexEntry(now, index, tableKeys);
      return units + entryWrites(was, is, [index.partitionKey, index.sortKey]);
    }, 0);
  }

  #countReads(command: string, input: Loose, output: Loose): void {
    const consistent = Boolean(input.ConsistentRead);
    if (command === 'GetItem') {
      this.total.read += readUnits(output.Item ? itemSize(stored(output.Item)) : 0, consistent);
    } else if (command === 'Query' || command === 'Scan') {
      const bytes = (output.Items ?? []).reduce(
        (sum: number, item: Record<string, unknown>) => sum + itemSize(stored(item)),
        0,
      );
      this.total.read += readUnits(bytes, consistent);
    } else if (command === 'BatchGetItem') {
      this.#countBatchGet(input, output);
    }
  }

  #countBatchGet(input: Loose, output: Loose): void {
    for (const [table, request] of Object.entries(input.RequestItems as Record<string, Loose>)) {
      const found: Record<string, unknown>[] = output.Responses?.[table] ?? [];
      const consistent = Boolean(request.ConsistentRead);
      for (const item of found) this.total.read += readUnits(itemSize(stored(item)), consistent);
      this.total.read += (request.Keys.length - found.length) * readUnits(0, consistent);
    }
  }
}
