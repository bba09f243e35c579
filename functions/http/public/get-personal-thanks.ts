import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { isExpired } from '../../../lib/surveys/invitation.ts';
import { queryIn, refusePage, showMessage } from './hosted-page.ts';
import { pageHandler } from './page-handler.ts';
import { changeOf, personalVisit, sentScript } from './personal-visit.ts';

export const handle = pageHandler(publicRoutes.getPersonalThanks, async (input) => {
  const visit = await personalVisit(input);
  if (!visit.ok) return refusePage(input, visit.failure);
  const { survey, invitation, token, state } = visit.value;
  // Whoever sent what waits in quarantine is thanked like everybody.
  const isUnsent = state.kind === 'fresh' || state.kind === 'begun';
  if (isUnsent && invitation.held === undefined) {
    // A way to the form would tell an expired link from one that never was.
    if (isExpired(invitation, input.call.now)) return refusePage(input, { code: 'invalid_token' });
    const Location = `/s/${token}${queryIn(input, input.query.lang)}`;
    return ok({ status: 303, body: undefined, headers: { Location } });
  }
  const change = changeOf(input, visit.value);
  const { definition } = survey;
  return ok(showMessage(input, 'thanks', { definition, change, script: sentScript(definition) }));
});
