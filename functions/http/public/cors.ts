import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import type { CorsOrigins } from '../middleware/cors.ts';

/** As long as the row says: nothing longer is looked up. */
const surveyIdMax = 64;

/**
 * Scripts of other origins may post answers where the survey allows it, and go on with a response, whose
 * path does not say of which survey it is: the query does. Hosted pages are nobody's to read.
 */
export const corsOrigins: CorsOrigins = async ({ pathParameters, rawPath, rawQueryString }) => {
  if (!rawPath.startsWith('/v1/')) return [];
  const surveyId =
    pathParameters?.['surveyId'] ?? new URLSearchParams(rawQueryString).get('surveyId') ?? '';
  if (surveyId === '' || surveyId.length > surveyIdMax) return [];
  return surveyIntake.allowedOrigins(surveyId);
};
