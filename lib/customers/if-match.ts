import { fail, type Result } from '../shared/result.ts';

/** What a caller demands of the version: a number, `*` for any that exists, nothing without the header. */
export type IfMatch = number | '*' | undefined;

export const matches = (ifMatch: IfMatch, version: number): boolean =>
  typeof ifMatch !== 'number' || ifMatch === version;

const attemptsMax = 25;

/**
 * Reads, decides and writes until nobody else is faster. Each lost race is somebody's success, so this
 * ends unless very many write the same customer; then the answer is to come back later. A caller who
 * demands a version gets `stale_version` at once: the next read could only tell the same.
 */
export const untilFresh = async <T>(
  ifMatch: IfMatch,
  attempt: () => Promise<Result<T>>,
): Promise<Result<T>> => {
  for (let count = 0; count < attemptsMax; count += 1) {
    const result = await attempt();
    const isLostRace = !result.ok && result.failure.code === 'stale_version';
    if (!isLostRace || typeof ifMatch === 'number') return result;
  }
  return fail('busy', { retryAfterSeconds: 1 });
};
