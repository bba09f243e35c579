import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { quarantine } from '../../../lib/app/quarantine.ts';
import type { HeldResponseResource } from '../../../lib/contract/quarantine-shapes.ts';
import { quarantineRoutes } from '../../../lib/contract/routes/quarantine.ts';
import { ok } from '../../../lib/shared/result.ts';
import { dayToDate } from '../../../lib/shared/time.ts';
import { type HeldResponse, heldUntil } from '../../../lib/surveys/abuse/held-response.ts';
import { handler } from '../handler.ts';
import { copyAnswer } from './copy-answer.ts';

/** Of a confidential survey nobody sees what one person answered, nor who it was. */
const showContent = ({ answers, hidden, link }: HeldResponse) => ({
  answers: Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [id, copyAnswer(answer)]),
  ),
  hidden: { ...hidden },
  ...(link
    ? { customerId: link.customerId, invitationId: link.invitationId, completedAt: link.at }
    : {}),
});

const showHeld = (held: HeldResponse): z.input<typeof HeldResponseResource> => {
  const { id, surveyId, surveyVersion, language, day, channel, reasons, mode } = held;
  return {
    ...{ id, surveyId, surveyVersion, language, day, channel },
    keptUntil: dayToDate(heldUntil(day) - 1),
    reasons: [...reasons],
    ...(mode === 'confidential' ? { answers: null, hidden: {} } : showContent(held)),
  };
};

export const handle = handler(quarantineRoutes.listQuarantine, async ({ params, query, call }) => {
  const { surveyId } = params;
  const { cursor, limit } = query;
  const list = { route: quarantineRoutes.listQuarantine.id, surveyId };
  const after = await cursors.open(cursor, list, z.string());
  if (!after.ok) return after;
  const result = await quarantine.list({ surveyId, limit, after: after.value, now: call.now });
  if (!result.ok) return result;
  const { items, next } = result.value;
  return ok({
    status: 200,
    body: { data: items.map(showHeld), nextCursor: await cursors.seal(next, list) },
  });
});
