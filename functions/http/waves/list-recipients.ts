import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { waves } from '../../../lib/app/waves.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showRecipient } from './show-recipient.ts';
import { isAnonymous } from './show-wave.ts';

export const handle = handler(wavesRoutes.listRecipients, async ({ params, query }) => {
  const list = { route: wavesRoutes.listRecipients.id, ...params };
  const after = await cursors.open(query.cursor, list, z.string());
  if (!after.ok) return after;
  const state = await waves.read(params.waveId);
  if (!state.ok) return state;
  const isHidden = await isAnonymous(state.value.wave.definition.surveyId);
  const page = await waves.recipients(params.waveId, { limit: query.limit, after: after.value });
  const data = page.items.map((recipient) => showRecipient(recipient, { isHidden }));
  return ok({ status: 200, body: { data, nextCursor: await cursors.seal(page.next, list) } });
});
