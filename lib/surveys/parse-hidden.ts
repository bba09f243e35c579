import { isKept, notKept } from '../shared/decimal.ts';
import type { InputError } from '../shared/failure.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Encoding } from './answers.ts';
import type { HiddenField, HiddenValues } from './hidden-field.ts';
import { plainText, readNumber } from './parse-scalar.ts';
import { isBlank } from './parsed.ts';
import type { SurveyDefinition } from './survey.ts';

export interface HiddenOptions {
  readonly encoding: Encoding;
  /** Trusted fields are taken from a signature, or from staff, only. */
  readonly from: 'visitor' | 'signature';
}

type Wrong = { readonly code: string; readonly message: string };
type Read = { readonly value: string | number | undefined } | Wrong;

const readField = (field: HiddenField, raw: unknown, encoding: Encoding): Read => {
  if (isBlank(raw)) return { value: undefined };
  if (field.type === 'number') {
    const value = readNumber(raw, encoding);
    if (typeof value !== 'number') return { code: 'invalid_type', message: 'A number' };
    return isKept(value) ? { value: value + 0 } : notKept;
  }
  if (typeof raw !== 'string') return { code: 'invalid_type', message: 'A text' };
  if (field.type === 'choice')
    return field.values.includes(raw)
      ? { value: raw }
      : { code: 'invalid_value', message: 'None of the values of this field' };
  const text = plainText(raw);
  if (text.length > field.maxLength)
    return { code: 'too_long', message: `At most ${field.maxLength} characters` };
  return { value: text === '' ? undefined : text };
};

const readNamed = (
  { hidden }: Pick<SurveyDefinition, 'hidden'>,
  id: string,
  raw: unknown,
  { encoding, from }: HiddenOptions,
): Read => {
  const field = hidden.find((one) => one.id === id);
  if (!field)
    return {
      code: 'unknown_name',
      message: `${JSON.stringify(id)} is no hidden field of this survey`,
    };
  if (field.trusted && from === 'visitor')
    return { code: 'not_trusted', message: 'This field is taken from a signed link only' };
  return readField(field, raw, encoding);
};

const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * The hidden values of a response, each as its field says; nothing unknown is given. A visitor who
 * sends a trusted field is refused by its name: it counts from inside a signature only.
 */
export const parseHidden = (
  definition: Pick<SurveyDefinition, 'hidden'>,
  given: Readonly<Record<string, unknown>>,
  options: HiddenOptions,
): Result<HiddenValues> => {
  const values: [string, string | number][] = [];
  const errors: InputError[] = [];
  for (const [id, raw] of Object.entries(given)) {
    const read = readNamed(definition, id, raw, options);
    if ('code' in read) errors.push({ pointer: `/hidden/${escapePointer(id)}`, ...read });
    else if (read.value !== undefined) values.push([id, read.value]);
  }
  return errors.length > 0 ? fail('invalid_request', { errors }) : ok(Object.fromEntries(values));
};

/** A form has no levels: the fields that are hidden fields of the survey, and the others. */
export const splitHidden = (
  { hidden }: Pick<SurveyDefinition, 'hidden'>,
  fields: Readonly<Record<string, unknown>>,
): { readonly hidden: Record<string, unknown>; readonly answers: Record<string, unknown> } => {
  const ids = new Set(hidden.map(({ id }) => id));
  const entries = Object.entries(fields);
  return {
    hidden: Object.fromEntries(entries.filter(([name]) => ids.has(name))),
    answers: Object.fromEntries(entries.filter(([name]) => !ids.has(name))),
  };
};
