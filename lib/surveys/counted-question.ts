import * as z from 'zod';
import { Identifier, OptionId } from './identifiers.ts';
import type { Question } from './question.ts';

const parts = z.array(z.object({ id: OptionId }));

/**
 * As much of a question as its results need. Every question is one; what only earlier versions of a
 * survey asked is kept in this form, so that its answers still count.
 */
export const CountedQuestion = z.discriminatedUnion('type', [
  z.object({ id: Identifier, type: z.enum(['nps', 'csat', 'ces', 'date', 'consent', 'text']) }),
  z.object({ id: Identifier, type: z.literal('number'), min: z.number(), max: z.number() }),
  z.object({ id: Identifier, type: z.enum(['single', 'multi', 'ranking']), options: parts }),
  z.object({ id: Identifier, type: z.literal('matrix'), rows: parts, columns: parts }),
]);
export type CountedQuestion = z.infer<typeof CountedQuestion>;
type Part = { readonly id: string };

/** The newer parts, then those that only the older version had. */
const joinParts = (newer: readonly Part[], older: readonly Part[]): Part[] => {
  const known = new Set(newer.map(({ id }) => id));
  return [...newer, ...older.filter(({ id }) => !known.has(id))].map(({ id }) => ({ id }));
};

/** One question as two versions asked it: an id never changes its type. */
const joinVersions = (
  newer: CountedQuestion,
  older: CountedQuestion | undefined,
): CountedQuestion => {
  const { id } = newer;
  if (newer.type === 'number') {
    const { min, max } = older?.type === 'number' ? older : newer;
    return { id, type: newer.type, min: Math.min(newer.min, min), max: Math.max(newer.max, max) };
  }
  if (newer.type === 'matrix') {
    const { rows, columns } = older?.type === 'matrix' ? older : newer;
    return {
      id,
      type: newer.type,
      rows: joinParts(newer.rows, rows),
      columns: joinParts(newer.columns, columns),
    };
  }
  if ('options' in newer) {
    const { options } = older && 'options' in older ? older : newer;
    return { id, type: newer.type, options: joinParts(newer.options, options) };
  }
  return { id, type: newer.type };
};

/** The questions of a definition, then those that only earlier versions asked. */
export const countedQuestions = (
  newer: readonly CountedQuestion[],
  older: readonly CountedQuestion[],
): readonly CountedQuestion[] => {
  const byId = new Map(older.map((question) => [question.id, question]));
  const joined = newer.map((question) => joinVersions(question, byId.get(question.id)));
  const ids = new Set(newer.map(({ id }) => id));
  return [...joined, ...older.filter(({ id }) => !ids.has(id))];
};

export type QuestionTypes = ReadonlyMap<string, Question['type']>;

/** The type of every question by its id. */
export const typesOf = (questions: readonly CountedQuestion[]): QuestionTypes =>
  new Map(questions.map(({ id, type }) => [id, type]));
