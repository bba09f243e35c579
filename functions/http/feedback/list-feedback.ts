import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { feedback } from '../../../lib/app/feedback.ts';
import { feedbackRoutes } from '../../../lib/contract/routes/feedback.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showFeedback } from './show-feedback.ts';

export const handle = handler(feedbackRoutes.listFeedback, async ({ query, call: { now } }) => {
  const { cursor, limit, ...filter } = query;
  const list = { route: feedbackRoutes.listFeedback.id, ...filter };
  const after = await cursors.open(cursor, list, z.string());
  if (!after.ok) return after;
  const page = await feedback.list({ filter, limit, after: after.value, now });
  if (!page.ok) return page;
  const { items, next } = page.value;
  const { settings } = await feedback.settings();
  return ok({
    status: 200,
    body: {
      data: items.map((item) => showFeedback(item, settings.owner, now)),
      nextCursor: await cursors.seal(next, list),
    },
  });
});
