import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';

export interface Faults {
  /** Share of transactions that are cancelled by a conflict before anything is done. */
  readonly conflict?: number;
  /** Share of calls that are performed and whose reply is lost. */
  readonly lostReply?: number;
}

export interface Tally {
  readonly calls: Map<string, number>;
  conflicts: number;
  lostReplies: number;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const conflictError = (items: number): Error =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: Array.from({ length: items }, (_, index) => ({
      Code: index === 1 ? 'TransactionConflict' : 'None',
    })),
  });

const lostReplyError = (): Error =>
  Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });

/**
 * Makes a client see what AWS does under load and DynamoDB Local never does. The faults strike inside
 * the SDK's own retries, and every call that reaches the database is counted.
 */
export const injectFaults = (
  client: DynamoDBClient,
  { conflict = 0, lostReply = 0 }: Faults,
  seed = 1,
): Tally => {
  const random = seeded(seed);
  const tally: Tally = { calls: new Map(), conflicts: 0, lostReplies: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = String(context['commandName']).replace(/Command$/, '');
      tally.calls.set(operation, (tally.calls.get(operation) ?? 0) + 1);
      if (operation === 'TransactWriteItems' && random() < conflict) {
        tally.conflicts += 1;
        throw conflictError(3);
      }
      const answer = await next(args);
      if (random() < lostReply) {
        tally.lostReplies += 1;
        throw lostReplyError();
      }
      return answer;
    },
    { step: 'deserialize', priority: 'high', name: 'faults' },
  );
  return tally;
};
