import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { findSurvey } from './find-survey.ts';
import { surveyReply } from './show-survey.ts';

export const handle = handler(surveysRoutes.getSurvey, async ({ params }) => {
  const result = await findSurvey(params.surveyId);
  return result.ok ? ok(surveyReply(result.value)) : result;
});
