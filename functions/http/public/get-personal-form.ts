import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { isExpired } from '../../../lib/surveys/invitation.ts';
import { cleanAddress, refusePage, showMessage } from './hosted-page.ts';
import { pageHandler } from './page-handler.ts';
import { personalVisit, sentScript, showPersonalForm } from './personal-visit.ts';

export const handle = pageHandler(publicRoutes.getPersonalForm, async (input) => {
  const clean = cleanAddress(`/s/${encodeURIComponent(input.params.token)}`, input);
  if (clean) return ok(clean);
  const visit = await personalVisit(input);
  if (!visit.ok) return refusePage(input, visit.failure);
  const { survey, invitation, state } = visit.value;
  const { definition } = survey;
  if (state.kind === 'sent' && !state.change)
    return ok(showMessage(input, 'used', { definition, script: sentScript(definition) }));
  // Not told apart from a link that never was, whatever became of the survey.
  if (state.kind !== 'sent' && isExpired(invitation, input.call.now))
    return refusePage(input, { code: 'invalid_token' });
  if (survey.status !== 'open')
    return refusePage(input, { code: 'survey_not_open' }, { definition });
  return ok(await showPersonalForm(input, visit.value));
});
