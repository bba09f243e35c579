import * as z from 'zod';
import { CountedQuestion } from '../surveys/counted-question.ts';
import { Label } from '../surveys/label.ts';
import { Question } from '../surveys/question.ts';
import { SurveyDefinition, surveyStatuses } from '../surveys/survey.ts';
import { Problem } from './problems.ts';

/** A survey as staff read it. */
export const SurveyResource = SurveyDefinition.extend({
  id: z.string(),
  status: z.enum(surveyStatuses),
  version: z.int().meta({ description: 'Counts the changes; the entity tag.' }),
  surveyVersion: z
    .int()
    .nullable()
    .meta({ description: 'Number of the published definition, which every response names.' }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  earlier: z.array(CountedQuestion).meta({
    description: 'What superseded versions asked, as far as results count it.',
  }),
  publishedAt: z.iso.datetime().nullable(),
  revisedAt: z.iso.datetime().nullable().meta({
    description: 'When the version in force was published, if it is a revision.',
  }),
  closedAt: z.iso.datetime().nullable(),
}).meta({ id: 'Survey' });

/** Questions to be put into a definition as they are. */
export const QuestionBlocks = z
  .strictObject({
    data: z.array(
      z.strictObject({
        id: z.enum(['perceived_value', 'wallet', 'loyalty']),
        title: Label,
        questions: z.array(Question),
      }),
    ),
  })
  .meta({ id: 'QuestionBlocks' });

export const InvitationResults = z
  .strictObject({
    results: z.array(
      z.strictObject({
        index: z.int(),
        status: z.int().meta({ description: 'The status that the row would have had by itself.' }),
        id: z.string().optional(),
        token: z
          .string()
          .optional()
          .meta({ description: 'The secret of the link. It is not stored.' }),
        url: z.url().optional().meta({ description: 'The personal link to the hosted form.' }),
        problem: Problem.optional(),
      }),
    ),
  })
  .meta({ id: 'InvitationResults' });
