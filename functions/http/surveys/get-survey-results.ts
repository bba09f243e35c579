import { surveys } from '../../../lib/app/surveys.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showResults } from './show-results.ts';

export const handle = handler(surveysRoutes.getSurveyResults, async ({ params, query, call }) => {
  const result = await surveys.results(params.surveyId, query, call.now);
  return result.ok ? ok({ status: 200, body: showResults(result.value) }) : result;
});
