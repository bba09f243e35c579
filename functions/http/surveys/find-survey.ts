import { surveys } from '../../../lib/app/surveys.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';
import type { Survey } from '../../../lib/surveys/survey.ts';

export const findSurvey = async (surveyId: string): Promise<Result<Survey>> => {
  const survey = await surveys.find(surveyId);
  return survey ? ok(survey) : fail('survey_not_found');
};
