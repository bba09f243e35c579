import { surveys } from '../../../lib/app/surveys.ts';
import { invitationsRoutes } from '../../../lib/contract/routes/invitations.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(invitationsRoutes.revokeInvitation, async ({ params, call }) => {
  const { surveyId, invitationId } = params;
  const result = await surveys.revokeInvitation(surveyId, invitationId, call.now);
  return result.ok ? ok({ status: 204, body: undefined }) : result;
});
