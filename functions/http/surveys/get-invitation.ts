import { surveys } from '../../../lib/app/surveys.ts';
import { invitationsRoutes } from '../../../lib/contract/routes/invitations.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(invitationsRoutes.getInvitation, async ({ params, call }) => {
  const { surveyId, invitationId } = params;
  const result = await surveys.findInvitation(surveyId, invitationId, call.now);
  if (!result.ok) return result;
  const { usedAt, responseId, hidden, ...invitation } = result.value;
  return ok({
    status: 200,
    body: {
      ...invitation,
      hidden: { ...hidden },
      ...(usedAt === null ? {} : { usedAt }),
      ...(responseId === null ? {} : { responseId }),
    },
  });
});
