import * as z from 'zod';
import { business, cursors } from '../../../lib/app/base.ts';
import { events } from '../../../lib/app/events.ts';
import { eventsRoutes } from '../../../lib/contract/routes/events.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { serializeEvent } from './serialize-event.ts';

export const handle = handler(eventsRoutes.listEvents, async ({ params, query }) => {
  const { cursor, limit, ...filter } = query;
  const list = { route: eventsRoutes.listEvents.id, ...params, ...filter };
  const after = await cursors.open(cursor, list, z.string());
  if (!after.ok) return after;
  const page = await events.list(params.customerId, filter, { limit, after: after.value });
  if (!page.ok) return page;
  const { items, next } = page.value;
  return ok({
    status: 200,
    body: {
      data: items.map((event) => serializeEvent(event, business.currency)),
      nextCursor: await cursors.seal(next, list),
    },
  });
});
