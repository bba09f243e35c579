import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showRun } from './show-run.ts';

export const handle = handler(scoresRoutes.getRun, async ({ params }) => {
  const result = await showRun(params.runId);
  return result.ok ? ok({ status: 200, body: result.value }) : result;
});
