import { surveyVersions } from '../../../lib/app/survey-versions.ts';
import { revisionsRoutes } from '../../../lib/contract/routes/revisions.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showRevision } from './show-revision.ts';

export const handle = handler(revisionsRoutes.getSurveyRevision, async ({ params }) => {
  const result = await surveyVersions.readRevision(params.surveyId);
  if (!result.ok) return result;
  return ok({ status: 200, body: showRevision(result.value), version: result.value.version });
});
