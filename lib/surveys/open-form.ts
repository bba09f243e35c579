import { fail, ok, type Result } from '../shared/result.ts';
import type { SurveyStore } from './ports.ts';
import { isPublished, type PublishedSurvey } from './survey.ts';

/** The survey behind the open form, which only anonymous surveys have. A draft is nobody's business yet. */
export const openForm =
  ({ surveys }: { readonly surveys: Pick<SurveyStore, 'find'> }) =>
  async (surveyId: string): Promise<Result<PublishedSurvey>> => {
    const survey = await surveys.find(surveyId);
    if (!survey || !isPublished(survey)) return fail('survey_not_found');
    return survey.definition.mode === 'anonymous' ? ok(survey) : fail('invalid_token');
  };

/** The web origins that may post answers to a survey from a script; none for a survey that is not there. */
export const allowedOrigins =
  ({ surveys }: { readonly surveys: Pick<SurveyStore, 'find'> }) =>
  async (surveyId: string): Promise<readonly string[]> =>
    (await surveys.find(surveyId))?.definition.allowedOrigins ?? [];
