import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { isExpired } from '../../../lib/surveys/invitation.ts';
import { handler } from '../handler.ts';
import { pageHeaders, refusePage, showForm, showMessage } from './hosted-page.ts';

export const handle = handler(publicRoutes.getPersonalForm, async (input) => {
  const link = await surveyIntake.openLink(input.params.token);
  if (!link.ok) return refusePage(input, link.failure);
  const { survey, invitation } = link.value;
  const { definition } = survey;
  if (invitation.used !== false) return ok(showMessage(input, 'used', definition));
  if (survey.status !== 'open')
    return refusePage(input, { code: 'survey_not_open' }, { definition });
  if (isExpired(invitation, input.call.now))
    return refusePage(input, { code: 'link_expired' }, { definition });
  const html = showForm(input, definition, { fields: {}, errors: [] });
  return ok({ status: 200, body: html, headers: pageHeaders });
});
