import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { IdempotencyRecord, IdempotencyStore } from '../../shared/idempotency.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';

/** The item: `fp` fingerprint, `lease` and `expires` in epoch milliseconds, `ttl` in seconds. */
const Item = z.object({
  _v: z.literal(1),
  fp: z.string(),
  startedAt: z.number(),
  attempt: z.string(),
  lease: z.number(),
  expires: z.number(),
  outcome: z
    .object({
      status: z.number(),
      headers: z.record(z.string(), z.string()),
      body: z.string().optional(),
      resourceId: z.string().optional(),
    })
    .optional(),
});

const toItem = (record: IdempotencyRecord) => ({
  _v: 1,
  fp: record.fingerprint,
  startedAt: record.startedAtMs,
  attempt: record.attempt,
  lease: record.leaseUntilMs,
  expires: record.expiresAtMs,
  ttl: Math.ceil(record.expiresAtMs / 1_000),
});

const fromItem = (stored: unknown): IdempotencyRecord => {
  const item = Item.parse(stored);
  const { outcome } = item;
  return {
    fingerprint: item.fp,
    startedAtMs: item.startedAt,
    attempt: item.attempt,
    leaseUntilMs: item.lease,
    expiresAtMs: item.expires,
    ...(outcome && {
      outcome: {
        status: outcome.status,
        headers: outcome.headers,
        ...(outcome.body === undefined ? {} : { body: outcome.body }),
        ...(outcome.resourceId === undefined ? {} : { resourceId: outcome.resourceId }),
      },
    }),
  };
};

/** Runs a conditional write: undefined when it happened, else what stood there (null for nothing). */
const refusedBy = async (write: () => Promise<unknown>): Promise<unknown> => {
  try {
    await write();
    return undefined;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item ? unmarshall(error.Item) : null;
  }
};

/** Idempotency records on the control table. Every write is conditioned on the attempt that holds the lease. */
export const idempotencyStore = (database: Database): IdempotencyStore => {
  const at = (id: string) => ({
    TableName: database.table('control'),
    Key: controlKeys.idempotency(id),
  });
  const ifMine = (attempt: string) => ({
    ConditionExpression: 'attempt = :attempt',
    ExpressionAttributeValues: { ':attempt': attempt },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  });
  const update = (id: string, holder: string, set: string, values: Record<string, unknown>) => {
    const condition = ifMine(holder);
    return refusedBy(() =>
      database.client.send(
        new UpdateCommand({
          ...at(id),
          ...condition,
          UpdateExpression: set,
          ExpressionAttributeValues: { ...condition.ExpressionAttributeValues, ...values },
        }),
      ),
    );
  };
  return {
    claim: async (id, record, nowMs) => {
      const standing = await refusedBy(() =>
        database.client.send(
          new PutCommand({
            TableName: database.table('control'),
            Item: { ...controlKeys.idempotency(id), ...toItem(record) },
            ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
            ExpressionAttributeValues: { ':now': nowMs },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        ),
      );
      if (standing === undefined) return undefined;
      const other = fromItem(standing);
      // The put had happened and its reply was lost: the client tried again and met its own record.
      return other.attempt === record.attempt ? undefined : other;
    },
    takeOver: async (id, from, to) => {
      const standing = await update(id, from, 'SET attempt = :next, lease = :lease', {
        ':next': to.attempt,
        ':lease': to.leaseUntilMs,
      });
      if (standing === undefined) return true;
      return standing !== null && fromItem(standing).attempt === to.attempt;
    },
    complete: async (id, attempt, outcome) => {
      await update(id, attempt, 'SET outcome = :outcome', { ':outcome': outcome });
    },
    release: async (id, attempt) => {
      await update(id, attempt, 'SET lease = :none', { ':none': 0 });
    },
    forget: async (id, attempt) => {
      await refusedBy(() =>
        database.client.send(new DeleteCommand({ ...at(id), ...ifMine(attempt) })),
      );
    },
  };
};
