import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { firstRing, type LinkKeyStore } from '../../surveys/link-keys.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';

/** Schema number of the ring; readers upcast older ones. */
export const linkKeysSchema = 1;

const Ring = z.object({
  _v: z.literal(linkKeysSchema),
  version: z.int(),
  generations: z.array(
    z.object({
      generation: z.int(),
      salt: z.string().nullable(),
      createdAt: z.string().nullable(),
      revokedAt: z.string().nullable(),
    }),
  ),
});

/** The generations of link keys in the control table: salts, which are worth nothing without the deployment's secret. */
export const linkKeyStore = ({ client, table }: Database): LinkKeyStore => ({
  read: async () => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: table('control'),
        Key: controlKeys.linkKeys(),
        ConsistentRead: true,
      }),
    );
    if (!Item) return firstRing;
    const { version, generations } = Ring.parse(Item);
    return { version, generations };
  },
  replace: async (ring) => {
    try {
      await client.send(
        new PutCommand({
          TableName: table('control'),
          Item: { ...controlKeys.linkKeys(), _v: linkKeysSchema, ...ring },
          ConditionExpression:
            ring.version === 1 ? 'attribute_not_exists(pk)' : '#version = :before',
          ...(ring.version === 1
            ? {}
            : {
                ExpressionAttributeNames: { '#version': 'version' },
                ExpressionAttributeValues: { ':before': ring.version - 1 },
              }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
