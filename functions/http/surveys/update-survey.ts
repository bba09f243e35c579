import { surveys } from '../../../lib/app/surveys.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { surveyReply } from './show-survey.ts';

export const handle = handler(surveysRoutes.updateSurvey, async ({ params, body, call }) => {
  const { ifMatch, now } = call;
  const result = await surveys.patch({ surveyId: params.surveyId, ifMatch, now }, body);
  return result.ok ? ok(surveyReply(result.value)) : result;
});
