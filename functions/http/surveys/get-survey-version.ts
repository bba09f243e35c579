import type * as z from 'zod';
import { surveyVersions } from '../../../lib/app/survey-versions.ts';
import type { VersionResource } from '../../../lib/contract/revision-shapes.ts';
import { revisionsRoutes } from '../../../lib/contract/routes/revisions.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { SurveyVersion } from '../../../lib/surveys/survey-versions.ts';
import { handler } from '../handler.ts';

const showVersion = (version: SurveyVersion): z.input<typeof VersionResource> => ({
  surveyId: version.surveyId,
  surveyVersion: version.surveyVersion,
  ...version.definition,
  publishedAt: version.publishedAt,
  supersededAt: version.supersededAt,
});

export const handle = handler(revisionsRoutes.getSurveyVersion, async ({ params }) => {
  const result = await surveyVersions.read(params.surveyId, Number(params.surveyVersion));
  return result.ok ? ok({ status: 200, body: showVersion(result.value) }) : result;
});
