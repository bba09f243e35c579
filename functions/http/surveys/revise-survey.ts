import { surveyVersions } from '../../../lib/app/survey-versions.ts';
import { revisionsRoutes } from '../../../lib/contract/routes/revisions.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showRevision } from './show-revision.ts';

export const handle = handler(revisionsRoutes.reviseSurvey, async ({ params, body, call }) => {
  const { ifMatch, mustBeNew, now } = call;
  const request = { surveyId: params.surveyId, ifMatch, mustBeNew, now };
  const result = await surveyVersions.putRevision(request, body);
  if (!result.ok) return result;
  const { revision, isNew } = result.value;
  return ok({
    status: isNew ? 201 : 200,
    body: showRevision(revision),
    version: revision.version,
  });
});
