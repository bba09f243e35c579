import * as z from 'zod';
import { Label, Language } from '../surveys/label.ts';
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
  publishedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
}).meta({ id: 'Survey' });

const Answer = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
  z.null(),
]);

/** A response as staff read it. */
export const ResponseResource = z
  .strictObject({
    id: z.string(),
    surveyId: z.string(),
    surveyVersion: z.int(),
    language: z.string(),
    answers: z.record(z.string(), Answer).meta({
      description:
        'By question id: a number, an option id or several (ranked ones first place first), a date, consent, the column id of each row, or a text (null once erased).',
    }),
    day: z.iso.date().meta({ description: 'The business day.' }),
    customerId: z.string().optional(),
    invitationId: z.string().optional(),
    completedAt: z.iso
      .datetime()
      .optional()
      .meta({ description: 'Like both ids absent where the survey is anonymous.' }),
  })
  .meta({ id: 'Response' });

const interval = z
  .tuple([z.number(), z.number()])
  .nullable()
  .meta({ description: 'Low and high end, 95 %.' });
const percent = z.number().nullable();
const n = z.int().meta({ description: 'How many answered the question.' });

const ShareResult = z.strictObject({ id: z.string(), count: z.int(), share: percent });

const QuestionResult = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('nps'),
    n,
    nps: z.number().nullable(),
    promoters: percent,
    passives: percent,
    detractors: percent,
    interval,
  }),
  z.strictObject({
    type: z.literal('csat'),
    n,
    topTwoBox: percent,
    mean: z.number().nullable(),
    interval,
  }),
  z.strictObject({ type: z.enum(['ces', 'number']), n, mean: z.number().nullable(), interval }),
  z.strictObject({ type: z.enum(['single', 'multi']), n, options: z.array(ShareResult) }),
  z.strictObject({
    type: z.literal('ranking'),
    n,
    options: z.array(
      z.strictObject({
        id: z.string(),
        count: z.int().meta({ description: 'How often it was given a place.' }),
        meanPlace: z.number().nullable().meta({ description: 'Of those places; 1 is the first.' }),
        first: z.int().meta({ description: 'How often it came first.' }),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal('matrix'),
    n,
    rows: z.array(z.strictObject({ id: z.string(), n: z.int(), columns: z.array(ShareResult) })),
  }),
  z.strictObject({
    type: z.literal('date'),
    n,
    earliest: z.iso.date().nullable(),
    latest: z.iso.date().nullable(),
  }),
  z.strictObject({
    type: z.literal('consent'),
    n,
    agreed: percent.meta({ description: 'Percent of those asked.' }),
    interval,
  }),
  z.strictObject({ type: z.literal('text'), n }),
]);

/** Questions to be put into a definition as they are. */
export const QuestionBlocks = z
  .strictObject({
    data: z.array(
      z.strictObject({
        id: z.enum(['perceived_value', 'wallet']),
        title: Label,
        questions: z.array(Question),
      }),
    ),
  })
  .meta({ id: 'QuestionBlocks' });

export const ResultsResource = z
  .strictObject({
    surveyId: z.string(),
    responses: z.int(),
    completed: z.int(),
    questions: z.record(z.string(), QuestionResult),
  })
  .meta({ id: 'SurveyResults' });

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

/** What a respondent sends. */
export const Submission = z
  .strictObject({
    token: z.string().optional().meta({ description: 'The secret of a personal link.' }),
    language: Language.optional(),
    answers: z.record(z.string(), Answer).meta({
      description:
        'By question id: a whole number on the scale of the question or a number in its range, an option id, a list of option ids (a ranking: first place first), column ids by row id, a date, true or false for a consent, or a text.',
    }),
    complete: z
      .literal(true)
      .optional()
      .meta({ description: 'A response is complete; only `true` is taken.' }),
  })
  .meta({ id: 'NewResponse' });

const submissionNames = new Set(['token', 'language', 'complete']);

/** A form has no levels: what is not one of our own names is an answer. */
export const submissionFromForm = (
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const entries = Object.entries(fields);
  const { complete, ...own } = Object.fromEntries(
    entries.filter(([name]) => submissionNames.has(name)),
  );
  return {
    ...own,
    ...(complete === undefined ? {} : { complete: complete === 'true' ? true : complete }),
    answers: Object.fromEntries(entries.filter(([name]) => !submissionNames.has(name))),
  };
};

/** What a respondent is told. */
export const ReceiptResource = z
  .strictObject({
    id: z.string().optional(),
    receipt: z.string().meta({ description: 'Proof of the response, the same for every repeat.' }),
    completedAt: z.iso.datetime().optional().meta({
      description:
        'Like `id` absent where the survey is anonymous: either would lead to the answers.',
    }),
  })
  .meta({ id: 'ResponseReceipt' });
