import * as z from 'zod';
import { CountedQuestion } from '../../surveys/counted-question.ts';
import { type Survey, SurveyDefinition, surveyStatuses } from '../../surveys/survey.ts';
import { controlKeys, listKey } from './keys.ts';

/** Schema number of survey items; readers upcast older ones. */
export const surveySchema = 1;

const SurveyItem = z.object({
  id: z.string(),
  _v: z.literal(surveySchema),
  status: z.enum(surveyStatuses),
  version: z.int(),
  surveyVersion: z.int().nullable(),
  definition: SurveyDefinition,
  earlier: z.array(CountedQuestion).default([]),
  createdAt: z.string(),
  updatedAt: z.string(),
  publishedAt: z.string().nullable(),
  revisedAt: z.string().nullable().default(null),
  closedAt: z.string().nullable(),
});

export const surveyItem = (survey: Survey): Record<string, unknown> => ({
  ...controlKeys.survey(survey.id),
  _v: surveySchema,
  lk: listKey('survey', survey.id),
  ls: `${survey.createdAt}#${survey.id}`,
  ...survey,
});

/** Reads a stored survey. Throws on an item that is none. */
export const readSurveyItem = (stored: unknown): Survey => {
  const { _v, ...survey } = SurveyItem.parse(stored);
  return survey;
};
