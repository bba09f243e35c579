import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { runs } from '../../../lib/app/run-requests.ts';
import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showRunSummary } from './show-run.ts';

export const handle = handler(scoresRoutes.listRuns, async ({ query }) => {
  const list = { route: scoresRoutes.listRuns.id };
  const after = await cursors.open(query.cursor, list, z.string());
  if (!after.ok) return after;
  const page = await runs.list(query.limit, after.value);
  const nextCursor = await cursors.seal(page.next, list);
  return ok({ status: 200, body: { data: page.items.map(showRunSummary), nextCursor } });
});
