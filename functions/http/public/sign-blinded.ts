import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(publicRoutes.signBlinded, async ({ params, body, call }) => {
  const result = await surveyIntake.signBlinded(params.token, body.blinded, call.now);
  return result.ok ? ok({ status: 200, body: { signature: result.value } }) : result;
});
