import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { WaveState, WaveStore } from '../../asking/ports.ts';
import type { Wave } from '../../asking/wave.ts';
import type { Instant } from '../../shared/time.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { queryAll } from './query.ts';
import { latestPage } from './run-list.ts';
import { type TransactItem, transact } from './transact.ts';
import {
  countUpdate,
  progressItem,
  readProgressItem,
  readWaveItem,
  sumCounts,
  waveItem,
  waveList,
  waveSchema,
} from './wave-item.ts';

/** Waves in the control table: the definition, where the selection stands, counters, and the agenda. */
export const waveStore = (database: Database): WaveStore => ({
  insert: async (wave, dueAt) =>
    commit(database, [
      wavePut(database, wave, { ConditionExpression: 'attribute_not_exists(pk)' }),
      ...agendaWrite(database, wave, dueAt),
    ]),
  find: (waveId) => find(database, waveId),
  replace: async (wave, version, dueAt) =>
    commit(database, [
      wavePut(database, wave, versionIs(version)),
      ...(dueAt === null ? [agendaDelete(database, wave.id)] : agendaWrite(database, wave, dueAt)),
    ]),
  remove: (wave) => remove(database, wave),
  list: async (limit, before) => {
    const page = await latestPage(database, waveList, { limit, before }, readWaveItem);
    const states = await Promise.all(page.items.map(({ id }) => find(database, id)));
    const items = states.flatMap((state) => state ?? []);
    return { items, ...(page.next === undefined ? {} : { next: page.next }) };
  },
  agenda: (now) => agenda(database, now),
  schedule: (wave, dueAt) => schedule(database, wave, dueAt),
  checkpoint: async (progress, counts) =>
    commit(database, [
      {
        Put: {
          TableName: database.table('control'),
          Item: progressItem(progress),
          ...(progress.sequence === 1
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: '#sequence = :before',
                ExpressionAttributeNames: { '#sequence': 'sequence' },
                ExpressionAttributeValues: { ':before': progress.sequence - 1 },
              }),
        },
      },
      ...countUpdate(database, controlKeys.waveCount(progress.waveId, 'selection'), counts),
    ]),
});

const commit = async (database: Database, items: readonly TransactItem[]): Promise<boolean> =>
  (await transact(database, items)).committed;

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

const versionIs = (version: number): Condition => ({
  ConditionExpression: '#version = :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': version },
});

const wavePut = ({ table }: Database, wave: Wave, condition: Condition): TransactItem => ({
  Put: { TableName: table('control'), Item: waveItem(wave), ...condition },
});

const agendaWrite = (
  { table }: Database,
  { id, version }: Wave,
  dueAt: Instant | null,
): readonly TransactItem[] =>
  dueAt === null
    ? []
    : [
        {
          Put: {
            TableName: table('control'),
            Item: { ...controlKeys.waveAgenda(id), _v: waveSchema, version, dueAt },
          },
        },
      ];

const agendaDelete = ({ table }: Database, waveId: string): TransactItem => ({
  Delete: { TableName: table('control'), Key: controlKeys.waveAgenda(waveId) },
});

const itemsOf = (
  database: Database,
  pk: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const query = {
    TableName: database.table('control'),
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  };
  return queryAll(database, query, (item) => item);
};

const find = async (database: Database, waveId: string): Promise<WaveState | undefined> => {
  const items = await itemsOf(database, controlKeys.wave(waveId).pk);
  const at = (sk: string) => items.find((item) => item['sk'] === sk);
  const wave = at('wave');
  if (!wave) return undefined;
  const progress = at('progress');
  return {
    wave: readWaveItem(wave),
    progress: progress ? readProgressItem(progress) : null,
    counts: sumCounts(items.filter(({ sk }) => String(sk).startsWith('count#'))),
  };
};

/** The wave goes first: the job then finds nothing, whatever is left for a moment. */
const remove = async (database: Database, wave: Wave): Promise<boolean> => {
  const TableName = database.table('control');
  const isRemoved = await commit(database, [
    { Delete: { TableName, Key: controlKeys.wave(wave.id), ...versionIs(wave.version) } },
    agendaDelete(database, wave.id),
  ]);
  if (!isRemoved) return false;
  for (const { pk, sk } of await itemsOf(database, controlKeys.wave(wave.id).pk))
    await database.client.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
  return true;
};

const AgendaItem = z.object({ sk: z.string(), dueAt: z.string() });

const agenda = async (database: Database, now: Instant): Promise<readonly string[]> => {
  const items = await itemsOf(database, controlKeys.waveAgenda('').pk);
  return items
    .map((item) => AgendaItem.parse(item))
    .filter(({ dueAt }) => dueAt <= now)
    .map(({ sk }) => sk);
};

/** What staff wrote meanwhile stands: they set the agenda with their version. */
const schedule = async (
  { client, table }: Database,
  { id, version }: Wave,
  dueAt: Instant | null,
): Promise<void> => {
  const at = { TableName: table('control'), Key: controlKeys.waveAgenda(id) };
  const { ExpressionAttributeValues, ...isSame } = versionIs(version);
  try {
    await (dueAt === null
      ? client.send(new DeleteCommand({ ...at, ...isSame, ...{ ExpressionAttributeValues } }))
      : client.send(
          new UpdateCommand({
            ...at,
            ...isSame,
            UpdateExpression: 'SET dueAt = :dueAt',
            ExpressionAttributeValues: { ...ExpressionAttributeValues, ':dueAt': dueAt },
          }),
        ));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
