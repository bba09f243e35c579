import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import type { CorsOrigins } from '../middleware/cors.ts';

/** Scripts of other origins may post answers where the survey allows it; hosted pages are nobody's to read. */
export const corsOrigins: CorsOrigins = async ({ pathParameters, rawPath }) => {
  const surveyId = pathParameters?.['surveyId'];
  if (surveyId === undefined || !rawPath.startsWith('/v1/')) return [];
  return surveyIntake.allowedOrigins(surveyId);
};
