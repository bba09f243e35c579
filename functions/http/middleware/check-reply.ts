import { failuresOf } from '../../../lib/contract/problems.ts';
import type { ReplyRow } from '../../../lib/contract/route.ts';
import type { Answer, Middleware } from '../exchange.ts';
import { Refusal } from '../refusal.ts';

const missingHeader = (row: ReplyRow, answer: Answer): string | undefined =>
  row.headers?.find(
    (name) => name !== 'Link' && answer.headers?.[name.toLowerCase()] === undefined,
  );

/** Why an answer is not the one that its row declares. */
const faultOf = (row: ReplyRow | undefined, answer: Answer): string | undefined => {
  if (!row) return `status ${answer.statusCode}`;
  const missing = missingHeader(row, answer);
  if (missing !== undefined) return `${answer.statusCode} without ${missing}`;
  if (row.schema) {
    const parsed = row.schema.safeParse(JSON.parse(answer.body ?? 'null'));
    return parsed.success ? undefined : `${answer.statusCode} with ${parsed.error.message}`;
  }
  const isEmpty = answer.body === undefined;
  return isEmpty || row.contentType !== undefined ? undefined : `a body for ${answer.statusCode}`;
};

/** For tests: an answer that the contract does not declare is a bug, and becomes a 500 with its reason in the log. */
export const checkReply: Middleware = {
  after: ({ event, response }) => {
    const { route } = event.state;
    if (!route || !response || response.statusCode === 304) return;
    const fault = faultOf(route.replies[response.statusCode ?? 0], response);
    if (fault !== undefined) throw new Error(`${route.id} does not declare ${fault}`);
  },
  onError: ({ event, error }) => {
    const { route } = event.state;
    if (!route || !(error instanceof Refusal)) return;
    if (!failuresOf(route).includes(error.failure.code))
      throw new Error(`${route.id} does not declare the failure ${error.failure.code}`);
  },
};
