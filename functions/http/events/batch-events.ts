import { events } from '../../../lib/app/events.ts';
import { toProblem } from '../../../lib/contract/problems.ts';
import { eventsRoutes } from '../../../lib/contract/routes/events.ts';
import { NewEvent } from '../../../lib/events/new-event.ts';
import type { Recorded } from '../../../lib/events/record-event.ts';
import { failures } from '../../../lib/shared/failure.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';
import { type Call, handler } from '../handler.ts';
import { bodyPointer, inputErrors } from '../parse/input-errors.ts';

const parseRow = (item: unknown): Result<NewEvent> => {
  const parsed = NewEvent.safeParse(item);
  if (parsed.success) return ok(parsed.data);
  return fail('invalid_request', { errors: inputErrors(parsed.error, item, bodyPointer) });
};

const resultOf = (result: Result<Recorded>, index: number, call: Call) => {
  if (result.ok) {
    const { receipt, repeated } = result.value;
    return { index, status: repeated ? 200 : 201, id: receipt.id };
  }
  const { route } = handle;
  const problem = toProblem(result.failure, { instance: route.path, requestId: call.requestId });
  return { index, status: failures[result.failure.code].status, problem };
};

export const handle = handler(eventsRoutes.batchEvents, async ({ body, call }) => {
  // Ids are drawn in the order of the rows, so that a repeat of the request draws the same ones.
  const rows = body.items.map((item) => ({ freshId: call.ids('event'), input: parseRow(item) }));
  const results = await events.batch(rows, call.now);
  return ok({
    status: 200,
    body: { results: results.map((result, index) => resultOf(result, index, call)) },
  });
});
