import { fail, type Result } from '../shared/result.ts';

/** What a caller demands of the version: a number, `*` for any that exists, nothing without the header. */
export type IfMatch = number | '*' | undefined;

export const matches = (ifMatch: IfMatch, version: number): boolean =>
  typeof ifMatch !== 'number' || ifMatch === version;

const attemptsMax = 25;

/** Somebody else wrote between reading and writing: decide again on what stands there now. */
export const raced = 'raced';
export type Raced = typeof raced;

/**
 * Reads, decides and writes until nobody else is faster. Each lost race is somebody's success, so this
 * ends unless very many write the same customer; then the answer is to come back later.
 */
export const untilFresh = async <T>(
  attempt: () => Promise<Result<T> | Raced>,
): Promise<Result<T>> => {
  for (let count = 0; count < attemptsMax; count += 1) {
    const result = await attempt();
    if (result !== raced) return result;
  }
  return fail('busy', { retryAfterSeconds: 1 });
};
