import { dateToDay, dayToDate } from '../shared/time.ts';
import type { Encoding } from './answers.ts';
import { type Parsed, refuse, unanswered } from './parsed.ts';
import { type Question, type RatedType, scales, textLengthMax } from './question.ts';

type QuestionOf<T extends Question['type']> = Extract<Question, { type: T }>;

const wholeNumber = /^(0|[1-9][0-9]{0,3})$/;

/** A whole number as a form sends it; anything else as it is. */
export const readWhole = (raw: unknown, encoding: Encoding): unknown =>
  encoding === 'form' && typeof raw === 'string' && wholeNumber.test(raw) ? Number(raw) : raw;

export const parseRating = (type: RatedType, raw: unknown, encoding: Encoding): Parsed => {
  const { low, high } = scales[type];
  const value = readWhole(raw, encoding);
  if (typeof value !== 'number' || !Number.isInteger(value))
    return refuse('invalid_type', `A whole number from ${low} to ${high}`);
  if (value < low || value > high) return refuse('out_of_range', `From ${low} to ${high}`);
  // There is no negative nothing.
  return { answer: value + 0 };
};

/** As a form field of type number sends it, without exponent. */
const decimalNumber = /^-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,10})?$/;

/** A number as a form sends it; anything else as it is. */
export const readNumber = (raw: unknown, encoding: Encoding): unknown =>
  encoding === 'form' && typeof raw === 'string' && decimalNumber.test(raw) ? Number(raw) : raw;

export const parseNumber = (
  { min, max, decimals }: QuestionOf<'number'>,
  raw: unknown,
  encoding: Encoding,
): Parsed => {
  const value = readNumber(raw, encoding);
  if (typeof value !== 'number' || !Number.isFinite(value))
    return refuse('invalid_type', `A number from ${min} to ${max}`);
  if (value < min || value > max) return refuse('out_of_range', `From ${min} to ${max}`);
  if (Number(value.toFixed(decimals)) !== value)
    return refuse('too_many_decimals', `At most ${decimals} digits behind the point`);
  return { answer: value + 0 };
};

/** A day that the calendar has: 29 February only in leap years. */
export const isCalendarDay = (text: string): boolean =>
  /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/.test(text) &&
  dayToDate(dateToDay(text)) === text;

export const parseDate = ({ min, max }: QuestionOf<'date'>, raw: unknown): Parsed => {
  if (typeof raw !== 'string') return refuse('invalid_type', 'A date such as 2026-03-31');
  if (!isCalendarDay(raw)) return refuse('invalid_date', 'A day of the calendar as YYYY-MM-DD');
  if (min !== undefined && raw < min) return refuse('out_of_range', `Not before ${min}`);
  if (max !== undefined && raw > max) return refuse('out_of_range', `Not after ${max}`);
  return { answer: raw };
};

/** What a ticked box sends, and words for both. */
const formConsents = new Map<unknown, boolean>([
  ['on', true],
  ['true', true],
  ['false', false],
]);

export const parseConsent = (raw: unknown, encoding: Encoding): Parsed => {
  const value = encoding === 'form' ? formConsents.get(raw) : raw;
  return typeof value === 'boolean'
    ? { answer: value }
    : refuse('invalid_type', 'Either true or false');
};

/**
 * One spelling of a text: browsers send line ends as CRLF and may compose letters otherwise; control
 * characters are no part of what somebody wrote.
 */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .normalize('NFC')
    .trim();

export const parseText = (raw: unknown): Parsed => {
  if (typeof raw !== 'string') return refuse('invalid_type', 'A text');
  const text = plainText(raw);
  if (text.length > textLengthMax) return refuse('too_long', `At most ${textLengthMax} characters`);
  return text === '' ? unanswered : { answer: text };
};
