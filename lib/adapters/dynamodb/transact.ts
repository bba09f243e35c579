import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Database } from './database.ts';
import { isConflict, maxAttempts, retryDelayMs } from './patience.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type StoredItem = Readonly<Record<string, unknown>>;

/** Why one item of a transaction was refused, with the item that stood there when it asked for ALL_OLD. */
export interface Refusal {
  readonly failed: boolean;
  readonly item?: StoredItem;
}

export type TransactOutcome =
  | { readonly committed: true }
  | { readonly committed: false; readonly refusals: readonly Refusal[] };

/** Reasons that say "again", not "no": the SDK repeats none of them inside a cancelled transaction. */
const passing = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'None',
]);

/**
 * Writes all items or none. A cancellation by conflict or throttling is tried again (on AWS also
 * commutative updates of one item cancel each other, and the SDK does not repeat that); a failed
 * condition is an answer. The unchanged request keeps its ClientRequestToken over all attempts, so a
 * lost reply never writes twice; a changed request is a new call and takes a new one.
 */
export const transact = async (
  database: Database,
  items: readonly TransactItem[],
): Promise<TransactOutcome> => {
  const token = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.client.send(
        new TransactWriteCommand({ TransactItems: [...items], ClientRequestToken: token }),
      );
      return { committed: true };
    } catch (error) {
      const refusals = refusalsOf(error);
      if (refusals) return { committed: false, refusals };
      if (attempt >= maxAttempts || !isPassing(error)) throw error;
      await sleep(retryDelayMs(attempt));
    }
  }
};

const isPassing = (error: unknown): boolean =>
  error instanceof TransactionCanceledException || isConflict(error);

/** The refusals when at least one condition failed and nothing but conditions and passing reasons stands there. */
const refusalsOf = (error: unknown): readonly Refusal[] | undefined => {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const reasons = error.CancellationReasons ?? [];
  if (!reasons.some((reason) => reason.Code === 'ConditionalCheckFailed')) {
    const bad = reasons.find((reason) => !passing.has(reason.Code ?? 'None'));
    if (bad) throw new Error(`transaction refused: ${bad.Code}`, { cause: error });
    return undefined;
  }
  return reasons.map((reason) => ({
    failed: reason.Code === 'ConditionalCheckFailed',
    ...(reason.Item ? { item: unmarshall(reason.Item) } : {}),
  }));
};
