import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { refusePage, showMessage } from './hosted-page.ts';

export const handle = handler(publicRoutes.getPersonalThanks, async (input) => {
  const { token } = input.params;
  const link = await surveyIntake.openLink(token);
  if (!link.ok) return refusePage(input, link.failure);
  const { survey, invitation } = link.value;
  if (invitation.used === false)
    return ok({ status: 303, body: undefined, headers: { Location: `/s/${token}` } });
  return ok(showMessage(input, 'thanks', survey.definition));
});
