import * as z from 'zod';
import type { Instant } from '../shared/time.ts';
import { Protection } from './abuse/protection.ts';
import type { CountedQuestion } from './counted-question.ts';
import { HiddenField } from './hidden-field.ts';
import { Identifier } from './identifiers.ts';
import { Label, LabelText, Language } from './label.ts';
import { Question } from './question.ts';
import { Quota } from './quota.ts';

export const surveyModes = ['identified', 'confidential', 'anonymous'] as const;
export type SurveyMode = (typeof surveyModes)[number];

export const surveyStatuses = ['draft', 'open', 'closed'] as const;
export type SurveyStatus = (typeof surveyStatuses)[number];

const isOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
};

const Origin = z.string().refine(isOrigin, {
  message: 'Not an origin such as https://shop.example',
  params: { code: 'invalid_origin' },
});

const members = {
  title: Label,
  defaultLanguage: Language,
  mode: z.enum(surveyModes),
  intro: Label.optional().meta({ description: 'Shown above the questions.' }),
  thanks: Label.optional().meta({ description: 'Shown once the answers have arrived.' }),
  questions: z.array(Question).max(100),
  hidden: z.array(HiddenField).max(20),
  quotas: z.array(Quota).max(10),
  editableForHours: z.int().min(0).max(720).meta({
    description: 'How long a completed response may be changed by whoever holds its resume token.',
  }),
  step: Identifier.optional().meta({
    description:
      'Step of the customer journey that all questions without one of their own are about.',
  }),
  protection: Protection.optional().meta({
    description: 'Limits of answers without a personal link, where the usual ones do not fit.',
  }),
  allowedOrigins: z
    .array(Origin)
    .max(20)
    .meta({ description: 'Origins of web pages that may post answers from a script.' }),
};

/** What a survey asks. A draft may still lack things; publishing checks them (check-definition.ts). */
export const SurveyDefinition = z.strictObject({
  ...members,
  questions: members.questions.default([]),
  hidden: members.hidden.default([]),
  quotas: members.quotas.default([]),
  editableForHours: members.editableForHours.default(0),
  allowedOrigins: members.allowedOrigins.default([]),
});
export type SurveyDefinition = z.infer<typeof SurveyDefinition>;

/** A merge patch of a definition: null removes, absent keeps, arrays replace (RFC 7396). */
export const SurveyPatch = z.strictObject({
  title: z.record(Language, LabelText.nullable()).optional(),
  defaultLanguage: members.defaultLanguage.optional(),
  mode: members.mode.optional(),
  intro: z.record(Language, LabelText.nullable()).nullable().optional(),
  thanks: z.record(Language, LabelText.nullable()).nullable().optional(),
  questions: members.questions.nullable().optional(),
  hidden: members.hidden.nullable().optional(),
  quotas: members.quotas.nullable().optional(),
  editableForHours: members.editableForHours.nullable().optional(),
  step: Identifier.nullable().optional(),
  protection: z
    .strictObject({
      openPerHour: Protection.shape.openPerHour.nullable(),
      openPerNetwork: Protection.shape.openPerNetwork.nullable(),
    })
    .nullable()
    .optional(),
  allowedOrigins: members.allowedOrigins.nullable().optional(),
});
export type SurveyPatch = z.infer<typeof SurveyPatch>;

/** A survey as it is kept. A published definition never changes: a revision takes its place as the next version. */
export interface Survey {
  readonly id: string;
  readonly status: SurveyStatus;
  /** Counts the writes; the entity tag. */
  readonly version: number;
  /** Number of the published definition, which every answer names; null before. */
  readonly surveyVersion: number | null;
  readonly definition: SurveyDefinition;
  /** What superseded versions asked, as far as results count it. */
  readonly earlier: readonly CountedQuestion[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** When the first version was published. */
  readonly publishedAt: Instant | null;
  /** When the version in force was published; null unless it is a revision. */
  readonly revisedAt: Instant | null;
  readonly closedAt: Instant | null;
}

/** A survey that takes, or took, answers. */
export interface PublishedSurvey extends Survey {
  readonly status: 'open' | 'closed';
  readonly surveyVersion: number;
  readonly publishedAt: Instant;
}

export const isPublished = (survey: Survey): survey is PublishedSurvey =>
  survey.status !== 'draft' && survey.surveyVersion !== null && survey.publishedAt !== null;

/** Room for a definition in bytes of JSON: an item with several of them stays far under DynamoDB's 400 kB. */
export const definitionBytesMax = 50_000;

export const definitionBytes = (
  definition: SurveyDefinition,
  earlier: readonly CountedQuestion[] = [],
): number =>
  new TextEncoder().encode(JSON.stringify(definition)).length +
  (earlier.length > 0 ? JSON.stringify(earlier).length : 0);
