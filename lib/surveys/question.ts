import * as z from 'zod';

/** A language tag of BCP 47: language, script, region. */
export const Language = z
  .string()
  .regex(
    /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/,
    'Not a language tag such as en or zh-Hans',
  )
  .meta({ description: 'BCP 47, such as en, zh or zh-Hans.' });

export const LabelText = z.string().normalize('NFC').trim().min(1).max(1_000);

/** Text by language tag. */
export const Label = z
  .record(Language, LabelText)
  .meta({ description: 'Text by language tag, for example {"en": "…", "zh": "…"}.' });
export type Label = z.infer<typeof Label>;

/** Names that the form encoding and the hosted form use for themselves. */
export const reservedNames: readonly string[] = [
  'token',
  'language',
  'lang',
  'complete',
  'answers',
  'hidden',
  'constructor',
  'prototype',
];

const identifier = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, 'A letter, then up to 39 letters, digits, _ or -');

export const QuestionId = identifier.refine((id) => !reservedNames.includes(id), {
  message: 'This name is used by the form itself',
  params: { code: 'reserved_name' },
});

/** Choices may be numbers in a spreadsheet of the business: a digit may stand first. */
export const OptionId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, 'Up to 40 letters, digits, _ or -');

export const Option = z.strictObject({ id: OptionId, label: Label });
export type Option = z.infer<typeof Option>;

const asked = { id: QuestionId, label: Label, required: z.boolean().default(false) };
const options = z.array(Option).max(100).default([]);

/** Perceived values: an index of 0 to 100 of the customer who answers. */
const perceived = z.enum(['economic', 'functional', 'emotional']);
const measures = perceived.optional().meta({
  description: 'Counts for this perceived value of the customer, and not as a score of its type.',
});

/** Numbers keep all their digits up to here, decimals included. */
const numberMax = 1_000_000_000_000;
const bound = z.number().min(-numberMax).max(numberMax);

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

/** One question. Rated types have the scale that their metric is defined on; choices have options. */
export const Question = z.discriminatedUnion('type', [
  z.strictObject({ ...asked, type: z.literal('nps') }),
  z.strictObject({ ...asked, type: z.literal('csat'), measures }),
  z.strictObject({ ...asked, type: z.literal('ces'), measures }),
  number,
  z.strictObject({ ...asked, type: z.literal('single'), options }),
  z.strictObject({ ...asked, type: z.literal('multi'), options }),
  z.strictObject({ ...asked, type: z.literal('text') }),
]);
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
