import { expect } from 'vitest';
import { ProblemError } from '../../lib/contract/client.ts';
import type { Deployment } from '../support/deployment.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';

/** How many requests are on their way at the same time. */
const inFlight = 64;

/** `fetch` says so of a connection that broke: whether the request had its effect is not known. */
const isCutOff = (error: unknown): boolean =>
  error instanceof TypeError && error.message === 'fetch failed';

const saysAgain = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.status === 503;

/** A refusal that says "again", and a request without an answer, is sent again, as any client would. */
const insist = async <T>(send: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!saysAgain(error) && !isCutOff(error)) throw error;
    }
  }
};

const allAtOnce = async <T>(work: readonly T[], each: (one: T) => Promise<void>): Promise<void> => {
  const queue = [...work];
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) await each(next);
    }),
  );
};

const open = async (suite: Deployment, more: Record<string, unknown>): Promise<string> => {
  const { body } = await suite.client.createSurvey({ body: sampleDefinition(more) });
  await suite.client.publishSurvey({ params: { surveyId: body.id } });
  return body.id;
};

/** Two of ten transactions are cancelled as AWS cancels them under load. */
const conflicts = () => [{ kind: 'conflict' as const, probability: 0.2 }];

/** Personal links of a survey, each of a customer of its own. */
const linksOf = async (
  suite: Deployment,
  surveyId: string,
  count: number,
): Promise<readonly string[]> => {
  const tokens: string[] = [];
  await allAtOnce(
    Array.from({ length: Math.ceil(count / 50) }, (_, at) => at),
    async (batch) => {
      const items = Array.from({ length: 50 }, (_, row) => ({
        ...{ kind: 'individual', name: 'Ann' },
        externalIds: [{ source: surveyId, id: `${batch}-${row}` }],
      }));
      const { body: made } = await insist(() => suite.client.batchCustomers({ body: { items } }));
      const customerIds = made.results.flatMap(({ id }) => (id === undefined ? [] : [id]));
      const call = { params: { surveyId }, body: { customerIds } };
      const { body } = await insist(() => suite.client.createInvitations(call));
      tokens.push(...body.results.flatMap(({ token }) => (token === undefined ? [] : [token])));
    },
  );
  return tokens.slice(0, count);
};

/** What came of every submission, by status and code or outcome. */
const outcomeOf = async (
  suite: Deployment,
  surveyId: string,
  body: Parameters<Deployment['client']['submitResponse']>[0]['body'],
): Promise<string> => {
  try {
    const answer = await insist(() => suite.client.submitResponse({ params: { surveyId }, body }));
    return answer.body.outcome ?? String(answer.status);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
};

/**
 * Personal links for a quota, 64 requests at a time, while the proxy cancels transactions: exactly as
 * many as the quota says are complete, all others meet what it is configured to do, and the results
 * say the same.
 */
export const proveQuota = async (
  suite: Deployment,
  {
    submissions,
    limit,
    onFull,
  }: {
    readonly submissions: number;
    readonly limit: number;
    readonly onFull: 'refuse' | 'screen_out';
  },
): Promise<void> => {
  const surveyId = await open(suite, { quotas: [{ id: 'all', limit, onFull }] });
  const tokens = await linksOf(suite, surveyId, submissions);
  const outcomes = new Map<string, number>();
  suite.runtime.faults.inject(conflicts(), 5);
  const started = performance.now();
  await allAtOnce(tokens, async (token) => {
    const outcome = await outcomeOf(suite, surveyId, { token, answers: { q1: 9 } });
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });
  const seconds = (performance.now() - started) / 1_000;
  const [hits = 0] = suite.runtime.faults.hits();
  suite.runtime.faults.clear();
  const { body: results } = await suite.client.getSurveyResults({
    params: { surveyId },
    query: {},
  });
  const report = { submissions, limit, seconds: Math.round(seconds), conflicts: hits };
  process.stdout.write(`quota ${JSON.stringify({ ...report, ...Object.fromEntries(outcomes) })}\n`);
  expect(hits).toBeGreaterThan(limit / 10);
  // A first attempt whose reply was a 503 after its effect makes its repeat the first receipt.
  expect((outcomes.get('201') ?? 0) + (outcomes.get('200') ?? 0)).toBe(limit);
  const turnedAway = onFull === 'refuse' ? 'quota_full' : 'screened_out';
  expect(outcomes.get(turnedAway)).toBe(submissions - limit);
  expect(results.completed).toBe(limit);
};

/** Every personal link is clicked three times at the same time: each is one response, with one receipt. */
export const proveLinks = async (suite: Deployment, links: number): Promise<void> => {
  const surveyId = await open(suite, {});
  const tokens = await linksOf(suite, surveyId, links);
  const clicks = tokens.flatMap((token) => [token, token, token]);
  const receipts = new Map<string, Set<string>>();
  suite.runtime.faults.inject(conflicts(), 7);
  const started = performance.now();
  await allAtOnce(clicks, async (token) => {
    const call = { params: { surveyId }, body: { token, answers: { q1: 7 } } };
    const { body } = await insist(() => suite.client.submitResponse(call));
    const known = receipts.get(token) ?? new Set();
    receipts.set(token, known.add(`${body.id} ${body.receipt}`));
  });
  const seconds = Math.round((performance.now() - started) / 1_000);
  suite.runtime.faults.clear();
  const { body: results } = await suite.client.getSurveyResults({
    params: { surveyId },
    query: {},
  });
  process.stdout.write(`links ${JSON.stringify({ links, clicks: clicks.length, seconds })}\n`);
  expect([...receipts.values()].every(({ size }) => size === 1)).toBe(true);
  expect(results.completed).toBe(links);
};
