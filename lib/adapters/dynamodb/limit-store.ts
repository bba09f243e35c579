import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Counter, LimitStore } from '../../surveys/abuse/ports.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';

/** Schema number of counters. They live for a window: another schema would count anew. */
export const limitSchema = 1;

/** Seconds that a counter is kept behind its window, for clocks that go wrong. */
const keptSeconds = 3_600;

const Count = z.object({ n: z.int().min(0) });

const keyOf = ({ limit, window, of }: Counter) =>
  controlKeys.limit(limit.name, of, String(window.index));

/** Counters of limits in the control table, one item a thing and window, gone by themselves. */
export const limitStore = ({ client, table }: Database): LimitStore => ({
  count: async (counter, amount) => {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table('control'),
          Key: keyOf(counter),
          UpdateExpression: 'SET #ttl = :ttl, #version = :version ADD n :amount',
          ConditionExpression: 'attribute_not_exists(n) OR n < :quota',
          ExpressionAttributeNames: { '#ttl': 'ttl', '#version': '_v' },
          ExpressionAttributeValues: {
            ':ttl': counter.window.endsAtSeconds + keptSeconds,
            ':version': limitSchema,
            ':amount': amount,
            ':quota': counter.limit.quota,
          },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Count.parse(Attributes).n;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return null;
      throw error;
    }
  },
  read: async (counter) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table('control'), Key: keyOf(counter) }),
    );
    return Item ? Count.parse(Item).n : 0;
  },
});
