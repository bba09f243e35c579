import { request } from '../../../lib/app/run-requests.ts';
import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { ok, type Result } from '../../../lib/shared/result.ts';
import { handler, type Reply } from '../handler.ts';
import { showRun } from './show-run.ts';

const accepted = async (runId: string): Promise<Result<Reply<typeof scoresRoutes.startRun>>> => {
  const run = await showRun(runId);
  if (!run.ok) return run;
  const headers = { location: `/v1/runs/${runId}` };
  return ok({ status: 202, body: run.value, headers, resourceId: runId });
};

export const handle = handler(
  scoresRoutes.startRun,
  async ({ body, call }) => {
    const result = await request(body, { runId: call.ids('run'), now: call.now });
    return result.ok ? accepted(result.value.id) : result;
  },
  accepted,
);
