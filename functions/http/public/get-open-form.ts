import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { cleanAddress, refusePage } from './hosted-page.ts';
import { messageParts, openVisit, showOpenForm } from './open-visit.ts';
import { pageHandler } from './page-handler.ts';

export const handle = pageHandler(publicRoutes.getOpenForm, async (input) => {
  const clean = cleanAddress(`/f/${encodeURIComponent(input.params.surveyId)}`, input);
  if (clean) return ok(clean);
  const open = await openVisit(input);
  if (!open.ok) return open;
  if (open.value.survey.status !== 'open')
    return refusePage(input, { code: 'survey_not_open' }, messageParts(input, open.value));
  return ok(await showOpenForm(input, open.value));
});
