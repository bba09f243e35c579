import { fail, type Result } from '../shared/result.ts';

/** An answer, or that what it stood on has changed meanwhile. */
export type Attempted<T> = Result<T> | 'again';

/** By then whoever came first has answered: more rounds would mean that nobody ever gets through. */
const attemptsMax = 20;

/** Attempts something anew as long as somebody else was faster. */
export const untilSettled = async <T>(attempt: () => Promise<Attempted<T>>): Promise<Result<T>> => {
  for (let count = 1; count <= attemptsMax; count += 1) {
    const answer = await attempt();
    if (answer !== 'again') return answer;
  }
  return fail('busy', { retryAfterSeconds: 1 });
};
