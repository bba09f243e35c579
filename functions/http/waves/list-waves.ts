import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { waves } from '../../../lib/app/waves.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showWave } from './show-wave.ts';

export const handle = handler(wavesRoutes.listWaves, async ({ query, call }) => {
  const list = { route: wavesRoutes.listWaves.id };
  const after = await cursors.open(query.cursor, list, z.string());
  if (!after.ok) return after;
  const page = await waves.list(query.limit, after.value);
  const data = await Promise.all(page.items.map((state) => showWave(state, call.now)));
  return ok({ status: 200, body: { data, nextCursor: await cursors.seal(page.next, list) } });
});
