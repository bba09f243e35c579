import type { InputError } from '../shared/failure.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Answer, Answers } from './answers.ts';
import { isAsked } from './branching.ts';
import { looksAtHidden, questionsOf } from './condition-tests.ts';
import type { HiddenValues } from './hidden-field.ts';
import { parseMatrix, parseMulti, parseRanking, parseSingle } from './parse-choice.ts';
import { parseConsent, parseDate, parseNumber, parseRating, parseText } from './parse-scalar.ts';
import { isBlank, type ParseContext, type Parsed, unanswered } from './parsed.ts';
import type { Question } from './question.ts';
import type { SurveyDefinition } from './survey.ts';

export interface ParseOptions extends ParseContext {
  /** Checked already (parse-hidden.ts); null where they are wrong, so that nobody knows what they lead to. */
  readonly hidden: HiddenValues | null;
}

/** One answer by itself, whether or not its question is asked. */
export const parseAnswer = (question: Question, raw: unknown, context: ParseContext): Parsed => {
  if (isBlank(raw)) return unanswered;
  switch (question.type) {
    case 'nps':
    case 'csat':
    case 'ces':
      return parseRating(question.type, raw, context.encoding);
    case 'number':
      return parseNumber(question, raw, context.encoding);
    case 'single':
      return parseSingle(question, raw);
    case 'multi':
      return parseMulti(question, raw, context);
    case 'ranking':
      return parseRanking(question, raw, context);
    case 'matrix':
      return parseMatrix(question, raw, context);
    case 'date':
      return parseDate(question, raw);
    case 'consent':
      return parseConsent(raw, context.encoding);
    case 'text':
      return parseText(raw);
  }
};

/** Ids of the rows or options that have a form field of their own. */
const partsOf = (question: Question): readonly string[] => {
  if (question.type === 'matrix') return question.rows.map(({ id }) => id);
  return question.type === 'ranking' ? question.options.map(({ id }) => id) : [];
};

/** The name of the form field of a row or an option; no id has a point in it. */
export const partName = (questionId: string, part: string): string => `${questionId}.${part}`;

/** A form of one's own may repeat the name of a ranking, best first, as JSON lists its options. */
const takeRepeated = ({ id }: Question, rest: Map<string, unknown>): unknown => {
  const raw = rest.get(id);
  rest.delete(id);
  return typeof raw === 'string' && raw !== '' ? [raw] : raw;
};

/** Takes what was given for a question out of the rest. */
const take = (question: Question, rest: Map<string, unknown>, { encoding }: ParseContext) => {
  const parts = encoding === 'form' ? partsOf(question) : [];
  if (parts.length === 0) {
    const raw = rest.get(question.id);
    rest.delete(question.id);
    return raw;
  }
  const filled = new Map<string, unknown>();
  for (const part of parts) {
    const raw = rest.get(partName(question.id, part));
    rest.delete(partName(question.id, part));
    if (!isBlank(raw)) filled.set(part, raw);
  }
  if (filled.size > 0) return filled;
  return question.type === 'ranking' ? takeRepeated(question, rest) : undefined;
};

const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const errorAt = (path: readonly string[], code: string, message: string): InputError => ({
  pointer: `/answers/${path.map(escapePointer).join('/')}`,
  code,
  message,
});

/** Whoever must agree and did not has not answered as needed; a box that is not ticked in a form says no. */
const withDefaults = (question: Question, parsed: Parsed, context: ParseContext): Parsed => {
  const isSilent = 'answer' in parsed && parsed.answer === undefined;
  return question.type === 'consent' && context.encoding === 'form' && isSilent
    ? { answer: false }
    : parsed;
};

const missing = (question: Question, answer: Answer | undefined): boolean =>
  question.required && (answer === undefined || (question.type === 'consent' && answer === false));

interface Progress {
  readonly answers: Record<string, Answer>;
  readonly errors: InputError[];
  /** Questions whose answer is not known because it was wrong, or whose asking depends on such. */
  readonly unsure: Set<string>;
}

const readAsked = (
  question: Question,
  raw: unknown,
  options: ParseOptions,
  { answers, errors, unsure }: Progress,
): void => {
  const parsed = withDefaults(question, parseAnswer(question, raw, options), options);
  if ('errors' in parsed) {
    unsure.add(question.id);
    for (const { part, code, message } of parsed.errors)
      errors.push(errorAt([question.id, ...(part === undefined ? [] : [part])], code, message));
    return;
  }
  if (parsed.answer !== undefined) answers[question.id] = parsed.answer;
  if (!options.complete || !missing(question, parsed.answer)) return;
  unsure.add(question.id);
  errors.push(errorAt([question.id], 'required', 'This is needed'));
};

const dependsOnUnsure = (
  { showIf }: Question,
  { hidden }: ParseOptions,
  unsure: ReadonlySet<string>,
): boolean =>
  questionsOf(showIf).some((id) => unsure.has(id)) || (hidden === null && looksAtHidden(showIf));

const readQuestion = (
  question: Question,
  raw: unknown,
  options: ParseOptions,
  progress: Progress,
): void => {
  const { answers, errors, unsure } = progress;
  // Nothing is said about a question of which nobody knows yet whether it is asked.
  if (dependsOnUnsure(question, options, unsure)) unsure.add(question.id);
  else if (isAsked(question, { answers, hidden: options.hidden ?? {} }))
    readAsked(question, raw, options, progress);
  else if (options.encoding === 'json' && !isBlank(raw))
    errors.push(
      errorAt([question.id], 'not_asked', 'The other answers do not lead to this question'),
    );
};

/**
 * Room for the answers of a response in bytes of JSON: more than one request brings, but one that is
 * begun grows by many, and an item ends at 400 kB.
 */
export const answersBytesMax = 150_000;

const tooMuch: InputError = {
  pointer: '/answers',
  code: 'too_long',
  message: `At most ${answersBytesMax} bytes in all`,
};

const isTooMuch = (answers: Answers): boolean =>
  new TextEncoder().encode(JSON.stringify(answers)).length > answersBytesMax;

/**
 * The one validator of answers, for JSON, form encoding and whatever staff write down: every answer
 * fits its question, nothing unknown is given, nothing that is asked and required is missing.
 * Reports all that is wrong. Answers to questions that are not asked are left out of a form, which
 * sends every field when no script runs, and refused in JSON.
 */
export const parseAnswers = (
  definition: SurveyDefinition,
  given: Readonly<Record<string, unknown>>,
  options: ParseOptions,
): Result<Answers> => {
  const rest = new Map(Object.entries(given));
  const progress: Progress = { answers: {}, errors: [], unsure: new Set() };
  for (const question of definition.questions)
    readQuestion(question, take(question, rest, options), options, progress);
  const { answers, errors } = progress;
  for (const id of rest.keys())
    errors.push(
      errorAt([id], 'unknown_name', `${JSON.stringify(id)} is no question of this survey`),
    );
  if (errors.length === 0 && isTooMuch(answers)) errors.push(tooMuch);
  return errors.length > 0 ? fail('invalid_request', { errors }) : ok(answers);
};
