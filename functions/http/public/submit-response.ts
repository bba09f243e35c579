import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { Receipt } from '../../../lib/surveys/submit-response.ts';
import { type Call, handler } from '../handler.ts';

const isForm = ({ headers }: Call): boolean =>
  (headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');

const show = ({ receipt, identified }: Receipt) => ({ ...identified, receipt });

export const handle = handler(publicRoutes.submitResponse, async ({ params, body, call }) => {
  const result = await surveyIntake.submit(
    {
      surveyId: params.surveyId,
      token: body.token,
      language: body.language,
      answers: body.answers,
      encoding: isForm(call) ? 'form' : 'json',
    },
    call,
  );
  if (!result.ok) return result;
  return ok({ status: result.value.repeated ? 200 : 201, body: show(result.value) });
});
