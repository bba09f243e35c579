import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { languageOf, refusePage, thanksAt } from './hosted-page.ts';

export const handle = handler(publicRoutes.answerPersonalForm, async (input) => {
  const { params, body: fields = {}, call } = input;
  const link = await surveyIntake.openLink(params.token);
  if (!link.ok) return refusePage(input, link.failure);
  const { definition } = link.value.survey;
  const language = languageOf(input, definition);
  const submission = { token: params.token, language, answers: fields, encoding: 'form' } as const;
  const result = await surveyIntake.submit(submission, call);
  if (!result.ok) return refusePage(input, result.failure, { definition, fields });
  return ok(thanksAt(`/s/${params.token}`, input, definition));
});
