import { events } from '../../../lib/app/events.ts';
import { eventsRoutes } from '../../../lib/contract/routes/events.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(eventsRoutes.recordEvent, async ({ body, call }) => {
  const recorded = await events.record(body, call.ids('event'), call.now);
  if (!recorded.ok) return recorded;
  const { receipt, repeated } = recorded.value;
  return ok({ status: repeated ? 200 : 201, body: receipt });
});
