import { surveys } from '../../../lib/app/surveys.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { findSurvey } from './find-survey.ts';
import { surveyReply } from './show-survey.ts';

export const handle = handler(
  surveysRoutes.closeSurvey,
  async ({ params, call }) => {
    const { ifMatch, now } = call;
    const result = await surveys.close({ surveyId: params.surveyId, ifMatch, now });
    return result.ok ? ok(surveyReply(result.value)) : result;
  },
  async (surveyId) => {
    const result = await findSurvey(surveyId);
    return result.ok ? ok(surveyReply(result.value)) : result;
  },
);
