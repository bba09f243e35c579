import type { Answer } from './answers.ts';
import type { Condition, Test } from './condition.ts';
import type { HiddenValues } from './hidden-field.ts';

// No import but types: the script of the hosted form is made from this file.

/** Answers by question id; null stands for a text that was given and erased since. */
export type GivenAnswers = Readonly<Record<string, Answer | null>>;

/** What a condition is decided on. Only answers of questions that were asked may be in it. */
export interface Given {
  readonly answers: GivenAnswers;
  readonly hidden: HiddenValues;
}

/** As much of a question as branching looks at. */
export interface Branching {
  readonly id: string;
  readonly showIf?: Condition | undefined;
}

/** Members of our own only: a question may be called `toString`. */
const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Numbers by size, dates as text (ISO dates sort like the days); anything else compares with nothing. */
const reaches = (high: unknown, low: unknown): boolean =>
  (typeof high === 'number' && typeof low === 'number' && high >= low) ||
  (typeof high === 'string' && typeof low === 'string' && high >= low);

const passes = (test: Test, given: Given): boolean => {
  const value: unknown =
    'hidden' in test ? own(given.hidden, test.hidden) : own(given.answers, test.question);
  if ('answered' in test) return (value !== undefined) === test.answered;
  if ('is' in test) return value === test.is;
  if ('in' in test) return test.in.some((one) => one === value);
  if ('atLeast' in test) return reaches(value, test.atLeast);
  if ('atMost' in test) return reaches(test.atMost, value);
  return Array.isArray(value) && value.includes(test.includes);
};

/** Whether a condition holds of these answers and hidden values. */
export const holds = (condition: Condition, given: Given): boolean => {
  if ('all' in condition) return condition.all.every((part) => holds(part, given));
  if ('any' in condition) return condition.any.some((part) => holds(part, given));
  if ('not' in condition) return !passes(condition.not, given);
  return passes(condition, given);
};

/** Whether a question is asked of whoever gave these answers before it. */
export const isAsked = ({ showIf }: Branching, given: Given): boolean =>
  showIf === undefined || holds(showIf, given);

/**
 * The questions that are asked, in their order. An answer to a question that is not asked counts as
 * none, so what depends on it falls away too.
 */
export const askedQuestions = <Q extends Branching>(
  { questions }: { readonly questions: readonly Q[] },
  answers: GivenAnswers,
  hidden: HiddenValues,
): readonly Q[] => {
  const counted: Record<string, Answer | null> = {};
  return questions.filter((question) => {
    if (!isAsked(question, { answers: counted, hidden })) return false;
    const answer = own(answers, question.id);
    if (answer !== undefined) counted[question.id] = answer;
    return true;
  });
};
