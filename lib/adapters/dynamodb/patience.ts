import { setTimeout as sleep } from 'node:timers/promises';

const baseDelayMs = 8;
const maxDelayMs = 1_000;

/** Attempts before a conflict is taken for an outage: at 16 writers on one item the last needs some twenty. */
export const maxAttempts = 60;

/** Full jitter: uniform between nothing and the doubled bound, so that writers on one item spread out. */
export const retryDelayMs = (attempt: number): number =>
  Math.random() * Math.min(maxDelayMs, baseDelayMs * 2 ** Math.min(attempt, 10));

/** Errors of single writes that say "again", not "no": the SDK does not repeat a conflict by itself. */
export const isConflict = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TransactionInProgressException' ||
    error.name === 'TransactionConflictException');

/** Repeats an operation that lost against a transaction on the same item. */
export const patiently = async <T>(operation: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await operation();
    } catch (error) {
      if (attempt >= maxAttempts || !isConflict(error)) throw error;
      await sleep(retryDelayMs(attempt));
    }
  }
};
