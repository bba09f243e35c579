import type { InputError } from '../shared/failure.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type Question, type RatedType, scales, textLengthMax } from './question.ts';
import type { SurveyDefinition } from './survey.ts';

/**
 * A parsed answer: a rating or number; an option id, a date or a text; the chosen option ids in the
 * order of the definition, ranked ones in the order given; consent; the column id of each row.
 */
export type Answer =
  | number
  | string
  | boolean
  | readonly string[]
  | Readonly<Record<string, string>>;
/** Parsed answers by question id; what was not answered is absent. */
export type Answers = Readonly<Record<string, Answer>>;

/** How the values arrived: JSON has numbers and arrays, a form has strings and repeated names. */
export type Encoding = 'json' | 'form';

type Parsed =
  | { readonly answer: Answer | undefined }
  | { readonly code: string; readonly why: string };

const unanswered: Parsed = { answer: undefined };

const refuse = (code: string, why: string): Parsed => ({ code, why });

const isBlank = (raw: unknown): boolean =>
  raw === undefined || raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0);

const wholeNumber = /^(0|[1-9][0-9]{0,3})$/;

const parseRating = (type: RatedType, raw: unknown, encoding: Encoding): Parsed => {
  const { low, high } = scales[type];
  const value =
    encoding === 'form' && typeof raw === 'string' && wholeNumber.test(raw) ? Number(raw) : raw;
  if (typeof value !== 'number' || !Number.isInteger(value))
    return refuse('invalid_type', `A whole number from ${low} to ${high}`);
  if (value < low || value > high) return refuse('out_of_range', `From ${low} to ${high}`);
  return { answer: value };
};

/** As a form field of type number sends it, without exponent. */
const decimalNumber = /^-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,10})?$/;

const parseNumber = (
  { min, max, decimals }: Extract<Question, { type: 'number' }>,
  raw: unknown,
  encoding: Encoding,
): Parsed => {
  const value =
    encoding === 'form' && typeof raw === 'string' && decimalNumber.test(raw) ? Number(raw) : raw;
  if (typeof value !== 'number' || !Number.isFinite(value))
    return refuse('invalid_type', `A number from ${min} to ${max}`);
  if (value < min || value > max) return refuse('out_of_range', `From ${min} to ${max}`);
  if (Number(value.toFixed(decimals)) !== value)
    return refuse('too_many_decimals', `At most ${decimals} digits behind the point`);
  // There is no negative nothing.
  return { answer: value + 0 };
};

const parseSingle = (ids: readonly string[], raw: unknown): Parsed => {
  if (typeof raw !== 'string') return refuse('invalid_type', 'The id of one option');
  return ids.includes(raw) ? { answer: raw } : refuse('unknown_option', 'No such option');
};

const parseMulti = (ids: readonly string[], raw: unknown, encoding: Encoding): Parsed => {
  const chosen: unknown = encoding === 'form' && typeof raw === 'string' ? [raw] : raw;
  if (!Array.isArray(chosen)) return refuse('invalid_type', 'A list of option ids');
  if (chosen.some((id) => !ids.includes(id))) return refuse('unknown_option', 'No such option');
  if (new Set(chosen).size < chosen.length) return refuse('repeated_option', 'Each option once');
  return { answer: ids.filter((id) => chosen.includes(id)) };
};

/** Browsers send line ends as CRLF; the same text must read the same however it came. */
const parseText = (raw: unknown): Parsed => {
  if (typeof raw !== 'string') return refuse('invalid_type', 'A text');
  const text = raw.toWellFormed().replaceAll(/\r\n?/g, '\n').normalize('NFC').trim();
  if (text.length > textLengthMax) return refuse('too_long', `At most ${textLengthMax} characters`);
  return text === '' ? unanswered : { answer: text };
};

const parseAnswer = (question: Question, raw: unknown, encoding: Encoding): Parsed => {
  if (isBlank(raw)) return unanswered;
  switch (question.type) {
    case 'nps':
    case 'csat':
    case 'ces':
      return parseRating(question.type, raw, encoding);
    case 'number':
      return parseNumber(question, raw, encoding);
    case 'single':
      return parseSingle(
        question.options.map(({ id }) => id),
        raw,
      );
    case 'multi':
      return parseMulti(
        question.options.map(({ id }) => id),
        raw,
        encoding,
      );
    case 'text':
      return parseText(raw);
  }
};

const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const errorAt = (id: string, code: string, message: string): InputError => ({
  pointer: `/answers/${escapePointer(id)}`,
  code,
  message,
});

/**
 * The one validator of answers, for JSON, form encoding and the hosted form: every answer fits its
 * question, nothing unknown is given, nothing required is missing. Reports all that is wrong.
 */
export const parseAnswers = (
  definition: SurveyDefinition,
  given: Readonly<Record<string, unknown>>,
  encoding: Encoding,
): Result<Answers> => {
  const raw = new Map(Object.entries(given));
  const answers: [string, Answer][] = [];
  const errors: InputError[] = [];
  for (const question of definition.questions) {
    const parsed = parseAnswer(question, raw.get(question.id), encoding);
    raw.delete(question.id);
    if ('code' in parsed) errors.push(errorAt(question.id, parsed.code, parsed.why));
    else if (parsed.answer !== undefined) answers.push([question.id, parsed.answer]);
    else if (question.required) errors.push(errorAt(question.id, 'required', 'This is needed'));
  }
  for (const id of raw.keys()) {
    errors.push(errorAt(id, 'unknown_name', `${JSON.stringify(id)} is no question of this survey`));
  }
  return errors.length > 0 ? fail('invalid_request', { errors }) : ok(Object.fromEntries(answers));
};
