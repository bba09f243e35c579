import { scorecard } from '../../../lib/app/scorecards.ts';
import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

/** Recorded instants are compared as text: in UTC, with milliseconds. */
const toUtc = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

export const handle = handler(scoresRoutes.getScorecard, async ({ params, query, call }) => {
  const { knownAt, ...asked } = query;
  const { customerId } = params;
  const result = await scorecard({ ...asked, customerId, knownAt: toUtc(knownAt) }, call.now);
  return result.ok ? ok({ status: 200, body: result.value }) : result;
});
