import type * as z from 'zod';
import type { SurveyResource } from '../../../lib/contract/survey-shapes.ts';
import type { Survey } from '../../../lib/surveys/survey.ts';

/** A survey as staff read it: its definition beside what became of it. */
export const showSurvey = (survey: Survey): z.input<typeof SurveyResource> => ({
  id: survey.id,
  status: survey.status,
  version: survey.version,
  surveyVersion: survey.surveyVersion,
  ...survey.definition,
  earlier: [...survey.earlier],
  createdAt: survey.createdAt,
  updatedAt: survey.updatedAt,
  publishedAt: survey.publishedAt,
  revisedAt: survey.revisedAt,
  closedAt: survey.closedAt,
});

/** The answer 200 with a survey and its entity tag. */
export const surveyReply = (survey: Survey) => ({
  status: 200 as const,
  body: showSurvey(survey),
  version: survey.version,
  resourceId: survey.id,
});
