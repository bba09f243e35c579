import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { SettingsRecord, SettingsStore } from '../../shared/settings.ts';
import type { Database } from './database.ts';
import { controlKeys, type SettingsKind } from './keys.ts';

/** Schema number of settings items; readers upcast older ones. */
const settingsSchema = 1;

const SettingsItem = z.object({
  _v: z.literal(settingsSchema),
  version: z.int(),
  settings: z.unknown(),
  at: z.string(),
  who: z.string(),
});

interface Kind<S extends z.ZodType> {
  readonly kind: SettingsKind;
  /** Members that came after an item was written need defaults in it. */
  readonly schema: S;
  readonly brought: z.output<S>;
}

/** Settings of one kind in the control table: one item, replaced on condition of its version. */
export const settingsStore = <S extends z.ZodType>(
  { client, table }: Database,
  { kind, schema, brought }: Kind<S>,
): SettingsStore<z.output<S>> => ({
  active: async () => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: table('control'),
        Key: controlKeys.settings(kind),
        ConsistentRead: true,
      }),
    );
    if (!Item) return { version: 1, settings: brought, since: null, by: null };
    const { version, settings, at, who } = SettingsItem.parse(Item);
    return { version, settings: schema.parse(settings), since: at, by: who };
  },
  put: async (record, before) => {
    const isFirst = before === 1;
    try {
      await client.send(
        new PutCommand({
          TableName: table('control'),
          Item: settingsItem(kind, record),
          ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : 'version = :before',
          ...(isFirst ? {} : { ExpressionAttributeValues: { ':before': before } }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});

const settingsItem = (
  kind: SettingsKind,
  { version, settings, since, by }: SettingsRecord<unknown>,
): Record<string, unknown> => ({
  ...controlKeys.settings(kind),
  _v: settingsSchema,
  version,
  settings,
  at: since,
  who: by,
});
