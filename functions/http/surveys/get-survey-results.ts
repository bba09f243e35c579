import type * as z from 'zod';
import { surveys } from '../../../lib/app/surveys.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import type { ResultsResource } from '../../../lib/contract/survey-shapes.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { Interval } from '../../../lib/surveys/interval.ts';
import type { SurveyResults } from '../../../lib/surveys/read-results.ts';
import type { QuestionResult } from '../../../lib/surveys/results.ts';
import { handler } from '../handler.ts';

type Shown = z.input<typeof ResultsResource>;

const ends = (interval: Interval | null): [number, number] | null =>
  interval && [interval[0], interval[1]];

const showResult = (result: QuestionResult): Shown['questions'][string] => {
  switch (result.type) {
    case 'nps':
    case 'csat':
    case 'ces':
    case 'number':
    case 'consent':
      return { ...result, interval: ends(result.interval) };
    case 'single':
    case 'multi':
      return { ...result, options: [...result.options] };
    case 'ranking':
      return { ...result, options: [...result.options] };
    case 'matrix':
      return {
        ...result,
        rows: result.rows.map((row) => ({ ...row, columns: [...row.columns] })),
      };
    case 'date':
    case 'text':
      return result;
  }
};

const showResults = (results: SurveyResults): Shown => ({
  surveyId: results.surveyId,
  responses: results.responses,
  completed: results.completed,
  questions: Object.fromEntries(
    Object.entries(results.questions).map(([id, result]) => [id, showResult(result)]),
  ),
});

export const handle = handler(surveysRoutes.getSurveyResults, async ({ params, query, call }) => {
  const result = await surveys.results(params.surveyId, query, call.now);
  return result.ok ? ok({ status: 200, body: showResults(result.value) }) : result;
});
