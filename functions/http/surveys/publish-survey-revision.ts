import { surveyVersions } from '../../../lib/app/survey-versions.ts';
import { revisionsRoutes } from '../../../lib/contract/routes/revisions.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { findSurvey } from './find-survey.ts';
import { surveyReply } from './show-survey.ts';

export const handle = handler(
  revisionsRoutes.publishSurveyRevision,
  async ({ params, call }) => {
    const { ifMatch, now } = call;
    const request = { surveyId: params.surveyId, ifMatch, now };
    const result = await surveyVersions.publishRevision(request);
    return result.ok ? ok(surveyReply(result.value)) : result;
  },
  async (surveyId) => {
    const result = await findSurvey(surveyId);
    return result.ok ? ok(surveyReply(result.value)) : result;
  },
);
