import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { languageOf, refuseOpenForm, refusePage, thanksAt } from './hosted-page.ts';

export const handle = handler(publicRoutes.answerOpenForm, async (input) => {
  const { params, body: fields = {}, call } = input;
  const { surveyId } = params;
  const survey = await surveyIntake.openForm(surveyId);
  if (!survey.ok) return refuseOpenForm(input, survey.failure);
  const { definition } = survey.value;
  const language = languageOf(input, definition);
  const submission = { surveyId, language, answers: fields, encoding: 'form' } as const;
  const result = await surveyIntake.submit(submission, call);
  if (!result.ok) return refusePage(input, result.failure, { definition, fields });
  return ok(thanksAt(`/f/${surveyId}`, input, definition));
});
