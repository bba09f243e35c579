import { feedback } from '../../../lib/app/feedback.ts';
import { toProblem } from '../../../lib/contract/problems.ts';
import { feedbackRoutes } from '../../../lib/contract/routes/feedback.ts';
import { NewFeedback } from '../../../lib/feedback/new-feedback.ts';
import type { Taken } from '../../../lib/feedback/take-feedback.ts';
import { failures } from '../../../lib/shared/failure.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';
import { type Call, handler } from '../handler.ts';
import { bodyPointer, inputErrors } from '../parse/input-errors.ts';

const parseRow = (item: unknown): Result<NewFeedback> => {
  const parsed = NewFeedback.safeParse(item);
  if (parsed.success) return ok(parsed.data);
  return fail('invalid_request', { errors: inputErrors(parsed.error, item, bodyPointer) });
};

const resultOf = (result: Result<Taken>, index: number, call: Call) => {
  if (result.ok) {
    const { id, known } = result.value;
    return { index, status: known ? 200 : 201, id };
  }
  const { route } = handle;
  const problem = toProblem(result.failure, { instance: route.path, requestId: call.requestId });
  return { index, status: failures[result.failure.code].status, problem };
};

export const handle = handler(feedbackRoutes.takeFeedback, async ({ body, call }) => {
  const results = await feedback.takeAll(body.items.map(parseRow), call.now);
  return ok({
    status: 200,
    body: { results: results.map((result, index) => resultOf(result, index, call)) },
  });
});
