import * as z from 'zod';
import type { Answer } from '../../surveys/answers.ts';

const given = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
]);

/** Stored answers by question id. */
export const Answers: z.ZodType<Readonly<Record<string, Answer>>> = z.record(z.string(), given);

/** The same with null where a text was given. */
export const AnswersOrNull: z.ZodType<Readonly<Record<string, Answer | null>>> = z.record(
  z.string(),
  given.nullable(),
);
