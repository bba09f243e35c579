import { scoreNow } from '../../../lib/app/scorecards.ts';
import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { ok, type Result } from '../../../lib/shared/result.ts';
import { handler, type Input, type Reply } from '../handler.ts';

type Row = typeof scoresRoutes.scoreCustomer;

/** Scoring again gives what it gave before or what holds now, so a repeat simply does it again. */
const score = async (customerId: string, { call }: Input<Row>): Promise<Result<Reply<Row>>> => {
  const result = await scoreNow(customerId, call.now);
  if (!result.ok) return result;
  return ok({ status: 200, body: result.value, resourceId: customerId });
};

export const handle = handler(
  scoresRoutes.scoreCustomer,
  (input) => score(input.params.customerId, input),
  score,
);
