import * as z from 'zod';
import { Decimal } from '../shared/decimal.ts';
import { Condition } from './condition.ts';
import { Identifier, OptionId, QuestionId } from './identifiers.ts';
import { Label } from './label.ts';

export const Option = z.strictObject({ id: OptionId, label: Label }).meta({ id: 'SurveyOption' });
export type Option = z.infer<typeof Option>;

const asked = {
  id: QuestionId,
  label: Label,
  required: z.boolean().default(false),
  showIf: Condition.optional().meta({
    description: 'Asked only where this holds of earlier answers; without it always.',
  }),
  help: Label.optional().meta({ description: 'Shown below the question.' }),
  guide: Label.optional().meta({
    description: 'Words for the interviewer; visitors never see them.',
  }),
  step: Identifier.optional().meta({
    description: 'Step of the customer journey that the question is about, such as `delivery`.',
  }),
};
const options = z.array(Option).max(100).default([]);

/** Perceived values: an index of 0 to 100 of the customer who answers. */
const perceived = z.enum(['economic', 'functional', 'emotional']);
const indexed = z.enum([...perceived.options, 'repurchase']);
const measures = indexed.optional().meta({
  description:
    'Counts for this perceived value of the customer, or for the intention to buy again (`repurchase`), and not as a score of its type.',
});

/** Numbers keep all their digits up to here, decimals included. */
const numberMax = 1_000_000_000_000;
const bound = Decimal.min(-numberMax).max(numberMax);

/** Most digits behind the point of a number. */
export const decimalsMax = 4;

const number = z.strictObject({
  ...asked,
  type: z.literal('number'),
  min: bound,
  max: bound,
  decimals: z.int().min(0).max(decimalsMax).default(0).meta({
    description: 'Most digits behind the point of an answer.',
  }),
  unit: Label.optional().meta({ description: 'What is counted, shown beside the field.' }),
  measures: z
    .enum([...perceived.options, 'wallet'])
    .optional()
    .meta({
      description:
        'A perceived value, or `wallet`: what the customer spends in a year on what we sell, here and elsewhere, in major units of the reporting currency.',
    }),
});

/** One half of a pair: the expectation before and the experience after, of one aspect. */
const gap = z
  .strictObject({ aspect: Identifier, moment: z.enum(['before', 'after']) })
  .optional()
  .meta({
    description:
      'The expectation gap of an aspect is the mean of after − before over pairs of one customer and order.',
  });

const isoDate = z.iso.date();

/** One question. Rated types have the scale that their metric is defined on; choices have options. */
export const Question = z
  .discriminatedUnion('type', [
    z.strictObject({ ...asked, type: z.literal('nps') }),
    z.strictObject({ ...asked, type: z.literal('csat'), measures, gap }),
    z.strictObject({ ...asked, type: z.literal('ces'), measures }),
    number,
    z.strictObject({ ...asked, type: z.literal('single'), options }),
    z.strictObject({ ...asked, type: z.literal('multi'), options }),
    z.strictObject({
      ...asked,
      type: z.literal('ranking'),
      options,
      places: z.int().min(1).max(100).optional().meta({
        description: 'How many options to put in order; all of them without it.',
      }),
    }),
    z.strictObject({ ...asked, type: z.literal('matrix'), rows: options, columns: options }),
    z.strictObject({
      ...asked,
      type: z.literal('date'),
      min: isoDate.optional(),
      max: isoDate.optional(),
    }),
    z.strictObject({ ...asked, type: z.literal('consent') }),
    z.strictObject({ ...asked, type: z.literal('text') }),
  ])
  .meta({ id: 'SurveyQuestion' });
export type Question = z.infer<typeof Question>;
export type RatedType = 'nps' | 'csat' | 'ces';

/**
 * Lowest and highest value of the rated types: recommendation 0 to 10 (Reichheld), satisfaction 1 to
 * 5, ease 1 to 7 where 7 agrees that it was easy (the newer direction of the effort score).
 */
export const scales = {
  nps: { low: 0, high: 10 },
  csat: { low: 1, high: 5 },
  ces: { low: 1, high: 7 },
} as const satisfies Record<RatedType, { low: number; high: number }>;

export const isRated = (question: Question): question is Extract<Question, { type: RatedType }> =>
  question.type in scales;

/** Longest text answer, in UTF-16 units. */
export const textLengthMax = 4_000;
