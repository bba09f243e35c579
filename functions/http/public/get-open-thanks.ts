import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { refuseOpenForm, showMessage } from './hosted-page.ts';

export const handle = handler(publicRoutes.getOpenThanks, async (input) => {
  const survey = await surveyIntake.openForm(input.params.surveyId);
  if (!survey.ok) return refuseOpenForm(input, survey.failure);
  return ok(showMessage(input, 'thanks', survey.value.definition));
});
