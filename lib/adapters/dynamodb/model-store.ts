import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ModelRecord, ModelStore } from '../../runs/model-record.ts';
import { ModelVersion } from '../../scoring/model-version.ts';
import { upcastFirstModel } from '../../scoring/upcast-model.ts';
import type { CalendarDate, Instant } from '../../shared/time.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { latestKeys, latestPage } from './run-list.ts';
import { transact } from './transact.ts';

/** Schema number of model items; readers upcast older ones. */
const modelSchema = 2;

/** Partitions of the index `byKind`: a model a night, and a promotion a week. */
const modelList = 'model#all';
const promotionList = 'promotion#all';

const ModelItem = z.object({
  _v: z.union([z.literal(1), z.literal(modelSchema)]),
  version: z.string(),
  dataEnd: z.string(),
  decision: z.enum(['promoted', 'candidate', 'rejected']),
  reason: z.string(),
  runId: z.string(),
  createdAt: z.string(),
  model: z.unknown(),
});

const readModelItem = (stored: unknown): ModelRecord => {
  const { _v, model, ...record } = ModelItem.parse(stored);
  return { ...record, model: _v === 1 ? upcastFirstModel(model) : ModelVersion.parse(model) };
};

/** Model versions in the control table, each promotion beside its model so that the latest is found by one query. */
export const modelStore = (database: Database): ModelStore => ({
  save: (record) => save(database, record),
  get: (version) => get(database, version),
  list: (limit, before) => latestPage(database, modelList, { limit, before }, readModelItem),
  promotedVersion: (asOf, knownAt) => promotedVersion(database, asOf, knownAt),
});

/** Promotions that are read at a time while those after the instant are passed over; most questions have none. */
const promotionsAtOnce = 20;

const promotedVersion = async (
  database: Database,
  asOf: CalendarDate,
  knownAt: Instant | undefined,
): Promise<string | null> => {
  const limit = knownAt === undefined ? 1 : promotionsAtOnce;
  // `~` sorts behind the `#` that follows a date: all promotions of that date and earlier ones.
  let before = `${asOf}~`;
  for (;;) {
    const keys = await latestKeys(database, promotionList, { limit, before });
    const found = keys.find(({ ls }) => knownAt === undefined || promotedAt(ls) <= knownAt);
    if (found) return found.pk.slice('model#'.length);
    const last = keys.at(-1);
    if (!last || keys.length < limit) return null;
    before = last.ls;
  }
};

/** A promotion's place in the list is `<dataEnd>#<createdAt>#<version>`. */
const promotedAt = (place: string): string => place.split('#')[1] ?? '';

const get = async ({ client, table }: Database, version: string): Promise<ModelRecord | null> => {
  const { Item } = await client.send(
    new GetCommand({
      TableName: table('control'),
      Key: controlKeys.model(version),
      ConsistentRead: true,
    }),
  );
  return Item ? readModelItem(Item) : null;
};

const save = async (database: Database, record: ModelRecord): Promise<ModelRecord> => {
  const TableName = database.table('control');
  const { version, dataEnd, createdAt } = record;
  const model = {
    ...controlKeys.model(version),
    lk: modelList,
    ls: `${dataEnd}#${version}`,
    _v: modelSchema,
    ...record,
  };
  const promotion = {
    ...controlKeys.model(version),
    sk: 'promotion',
    lk: promotionList,
    ls: `${dataEnd}#${createdAt}#${version}`,
    _v: modelSchema,
  };
  const outcome = await transact(database, [
    {
      Put: {
        TableName,
        Item: model,
        ConditionExpression: 'attribute_not_exists(pk) OR decision <> :promoted',
        ExpressionAttributeValues: { ':promoted': 'promoted' },
      },
    },
    ...(record.decision === 'promoted' ? [{ Put: { TableName, Item: promotion } }] : []),
  ]);
  if (outcome.committed) return record;
  return (await get(database, version)) ?? record;
};
