import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { pageHeaders, refuseOpenForm, refusePage, showForm } from './hosted-page.ts';

export const handle = handler(publicRoutes.getOpenForm, async (input) => {
  const survey = await surveyIntake.openForm(input.params.surveyId);
  if (!survey.ok) return refuseOpenForm(input, survey.failure);
  const { definition, status } = survey.value;
  if (status !== 'open') return refusePage(input, { code: 'survey_not_open' }, { definition });
  const html = showForm(input, definition, { fields: {}, errors: [] });
  return ok({ status: 200, body: html, headers: pageHeaders });
});
