import { quarantine } from '../../../lib/app/quarantine.ts';
import { surveys } from '../../../lib/app/surveys.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showResults } from './show-results.ts';

export const handle = handler(surveysRoutes.getSurveyResults, async ({ params, query, call }) => {
  const { surveyId } = params;
  const result = await surveys.results(surveyId, query, call.now);
  if (!result.ok) return result;
  const quarantined = await quarantine.count(surveyId, query, call.now);
  return ok({ status: 200, body: { ...showResults(result.value), quarantined } });
});
