import { setTimeout as sleep } from 'node:timers/promises';

const maxAttempts = 8;
const maxDelayMs = 20_000;

const isPassing = (status: number): boolean => status === 429 || status === 503;

const delayMs = (attempt: number, retryAfter: string | null): number => {
  const asked = Number(retryAfter) * 1_000;
  return Math.min(maxDelayMs, asked > 0 ? asked : 250 * 2 ** attempt * Math.random());
};

/**
 * A fetch that waits and asks again when the API is busy or the connection breaks. Only for requests
 * that may be repeated, as all of an import's are: their rows carry ids.
 */
export const patientFetch: typeof fetch = async (input, init) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await fetch(input, init);
      if (!isPassing(answer.status) || attempt >= maxAttempts) return answer;
      await sleep(delayMs(attempt, answer.headers.get('retry-after')));
    } catch (error) {
      if (attempt >= maxAttempts) throw error;
      await sleep(delayMs(attempt, null));
    }
  }
};
