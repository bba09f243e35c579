import { type Client, createClient, ProblemError } from '../../../lib/contract/client.ts';
import { matchPath } from '../../../lib/contract/match-path.ts';
import { routeRows } from '../../../lib/contract/routes.ts';
import type { FailureCode } from '../../../lib/shared/failure.ts';
import { type Deployment, deploy } from '../../support/deployment.ts';

/** A deployment that is walked through, with what it was asked so far. */
export interface Tour {
  readonly suite: Deployment;
  /** An admin. */
  readonly client: Client;
  /** Sends the fields of a hosted form, as a browser does. */
  readonly postForm: (path: string, fields: Readonly<Record<string, string>>) => Promise<Response>;
  /** Ids of the routes that have answered with one of their declared successes. */
  readonly succeeded: ReadonlySet<string>;
  /** Moves the clock; schedules deliver what falls due on the way. */
  readonly moveClock: (now: string) => Promise<void>;
}

/** Templates without parameters win, as at the gateway. */
const rows = routeRows.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length);

/** Noon in Shanghai on Monday, 2 March 2026. */
export const startsAt = '2026-03-02T04:00:00.000Z';

export const startTour = async (): Promise<Tour> => {
  const suite = await deploy({ now: Date.parse(startsAt) });
  const succeeded = new Set<string>();
  const watched: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    const { pathname } = new URL(String(input));
    const row = rows.find(
      ({ method, path }) => method === (init?.method ?? 'GET') && matchPath(path, pathname),
    );
    if (row && answer.status in row.replies) succeeded.add(row.id);
    return answer;
  };
  return {
    suite,
    succeeded,
    client: createClient({
      baseUrl: suite.url,
      token: await suite.token('admin'),
      fetch: watched,
    }),
    postForm: (path, fields) =>
      watched(`${suite.url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(fields),
      }),
    moveClock: async (now) => {
      const answer = await fetch(`${suite.url}/_local/clock`, {
        method: 'POST',
        body: JSON.stringify({ now }),
      });
      if (!answer.ok) throw new Error(`the clock did not move: ${answer.status}`);
    },
  };
};

/** Sends a request a second time under the same key. */
export const keyed = (key: string) => ({ 'idempotency-key': key });

/** The code of a refusal; an answer that is none is a mistake of the test. */
export const refusalOf = async (answer: Promise<unknown>): Promise<FailureCode> => {
  try {
    await answer;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  throw new Error('the request was not refused');
};
