import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { models } from '../../../lib/app/versions.ts';
import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { endOfTime } from '../../../lib/runs/model-record.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showModel } from './show-model.ts';

export const handle = handler(scoresRoutes.listModels, async ({ query }) => {
  const list = { route: scoresRoutes.listModels.id };
  const after = await cursors.open(query.cursor, list, z.string());
  if (!after.ok) return after;
  const [page, active] = await Promise.all([
    models.list(query.limit, after.value),
    models.promotedVersion(endOfTime),
  ]);
  const data = page.items.map((record) => showModel(record, active));
  return ok({ status: 200, body: { data, nextCursor: await cursors.seal(page.next, list) } });
});
