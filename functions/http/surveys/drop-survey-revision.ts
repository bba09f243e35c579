import { surveyVersions } from '../../../lib/app/survey-versions.ts';
import { revisionsRoutes } from '../../../lib/contract/routes/revisions.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(revisionsRoutes.dropSurveyRevision, async ({ params, call }) => {
  const { ifMatch, now } = call;
  const result = await surveyVersions.dropRevision({ surveyId: params.surveyId, ifMatch, now });
  return result.ok ? ok({ status: 204, body: undefined }) : result;
});
