import * as z from 'zod';
import { Identifier, QuestionId } from './identifiers.ts';

const field = {
  id: QuestionId,
  trusted: z.boolean().default(false).meta({
    description:
      'Taken from inside a signature only (invitation, signed open link, interview); a visitor cannot set it.',
  }),
};

/** What comes with a response besides its answers: an order, a shop, a campaign. */
export const HiddenField = z.discriminatedUnion('type', [
  z.strictObject({
    ...field,
    type: z.literal('text'),
    maxLength: z.int().min(1).max(200).default(64),
  }),
  z.strictObject({ ...field, type: z.literal('number') }),
  z.strictObject({
    ...field,
    type: z.literal('choice'),
    values: z.array(Identifier).min(1).max(100),
  }),
]);
export type HiddenField = z.infer<typeof HiddenField>;

/** Values of hidden fields by id. */
export type HiddenValues = Readonly<Record<string, string | number>>;
