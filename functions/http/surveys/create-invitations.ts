import * as z from 'zod';
import { surveys } from '../../../lib/app/surveys.ts';
import { toProblem } from '../../../lib/contract/problems.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { failures } from '../../../lib/shared/failure.ts';
import { ok } from '../../../lib/shared/result.ts';
import { epochMs, toInstant } from '../../../lib/shared/time.ts';
import { generationOf } from '../../../lib/surveys/invitation-token.ts';
import type { InvitationRow } from '../../../lib/surveys/invite-customers.ts';
import { handler } from '../handler.ts';

interface Request {
  readonly surveyId: string;
  readonly requestId: string;
}

const showRow = (row: InvitationRow, index: number, { surveyId, requestId }: Request) => {
  if ('refused' in row) {
    const instance = surveysRoutes.createInvitations.path.replace('{surveyId}', surveyId);
    const problem = toProblem({ code: row.refused }, { instance, requestId });
    return { index, status: failures[row.refused].status, problem };
  }
  return { index, status: 201, id: row.id, token: row.token, url: surveys.linkOf(row.token) };
};

const Refusal = z.enum([
  'customer_not_found',
  'customer_erased',
  'asked_recently',
  'consent_withdrawn',
  'busy',
]);

/** What a repeat needs: which key signed, and the id of every row, or the code of its refusal. Tokens follow from the ids. */
const namesOf = (rows: readonly InvitationRow[]): string => {
  const tokens = rows.flatMap((row) => ('refused' in row ? [] : [row.token]));
  const [first = ''] = tokens;
  const names = rows.map((row) => ('refused' in row ? row.refused : row.id));
  return `${generationOf(first) ?? ''};${names.join(',')}`;
};

const rowsOf = async (surveyId: string, stored: string): Promise<readonly InvitationRow[]> => {
  const [generation = '', names = ''] = stored.split(';');
  const tokenOf = await surveys.tokensOf(
    surveyId,
    generation === '' ? undefined : Number(generation),
  );
  return names.split(',').map((name) => {
    const refusal = Refusal.safeParse(name);
    return refusal.success ? { refused: refusal.data } : { id: name, token: tokenOf(name) };
  });
};

const reply = (rows: readonly InvitationRow[], request: Request) => ({
  status: 200 as const,
  body: { results: rows.map((row, index) => showRow(row, index, request)) },
  resourceId: namesOf(rows),
});

export const handle = handler(
  surveysRoutes.createInvitations,
  async ({ params, body, call }) => {
    const result = await surveys.invite({
      surveyId: params.surveyId,
      customerIds: body.customerIds,
      // One spelling of an instant, so that texts compare like times.
      expiresAt: body.expiresAt === undefined ? null : toInstant(epochMs(body.expiresAt)),
      hidden: body.hidden,
      isGuarded: body.guard ?? false,
      now: call.now,
      ids: call.ids,
    });
    return result.ok ? ok(reply(result.value, { ...params, ...call })) : result;
  },
  async (names, { params, call }) =>
    ok(reply(await rowsOf(params.surveyId, names), { ...params, ...call })),
);
