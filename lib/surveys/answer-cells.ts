import { dateToDay, dayToDate } from '../shared/time.ts';
import type { Answer } from './answers.ts';
import type { Test } from './condition.ts';
import type { HiddenField } from './hidden-field.ts';
import { isCalendarDay } from './parse-scalar.ts';
import { type Question, scales } from './question.ts';

/**
 * Answers that stand for all others: whatever tests of these values tell apart, some of them differ
 * in it. Between two neighbouring bounds all answers pass the same tests, so the bounds, the answers
 * right beside them and the ends of the domain are enough.
 */

type QuestionOf<T extends Question['type']> = Extract<Question, { type: T }>;

/** The values that tests compare with. */
const valuesOf = (tests: readonly Test[]): readonly (number | string | boolean)[] =>
  tests.flatMap((test) => {
    if ('is' in test) return [test.is];
    if ('in' in test) return test.in;
    if ('atLeast' in test) return [test.atLeast];
    return 'atMost' in test ? [test.atMost] : [];
  });

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** Numbers with as many decimals, in the range, beside every bound. */
export const answersOfNumber = (
  { min, max, decimals }: Pick<QuestionOf<'number'>, 'min' | 'max' | 'decimals'>,
  tests: readonly Test[],
): readonly number[] => {
  const step = 10 ** -decimals;
  const bounds = [min, max, ...valuesOf(tests)].filter((value) => typeof value === 'number');
  const beside = bounds.flatMap((bound) => {
    const nearest = Number(bound.toFixed(decimals));
    return [nearest - step, nearest, nearest + step].map((value) =>
      Number(value.toFixed(decimals)),
    );
  });
  return distinct(beside.filter((value) => value >= min && value <= max));
};

/** First and last day that can be written with a year of four digits. */
const calendar = { min: '0001-01-01', max: '9999-12-31' };

const answersOfDate = (
  { min = calendar.min, max = calendar.max }: QuestionOf<'date'>,
  tests: readonly Test[],
): readonly string[] => {
  const bounds = [min, max, ...valuesOf(tests)].filter(
    (value) => typeof value === 'string' && isCalendarDay(value),
  );
  const days = bounds.map((bound) => dateToDay(String(bound)));
  const ends = { min: dateToDay(min), max: dateToDay(max) };
  return distinct(days.flatMap((day) => [day - 1, day, day + 1]))
    .filter((day) => day >= ends.min && day <= ends.max)
    .map(dayToDate);
};

const whole = ({ low, high }: { readonly low: number; readonly high: number }): readonly number[] =>
  Array.from({ length: high - low + 1 }, (_, step) => low + step);

/**
 * Answers to a question of which one is given, as far as the tests tell them apart. Of texts and
 * matrices no test sees more than that there is an answer.
 */
export const answersOf = (question: Question, tests: readonly Test[]): readonly Answer[] => {
  switch (question.type) {
    case 'nps':
    case 'csat':
    case 'ces':
      return whole(scales[question.type]);
    case 'number':
      return answersOfNumber(question, tests);
    case 'date':
      return answersOfDate(question, tests);
    case 'single':
      return question.options.map(({ id }) => id);
    case 'consent':
      return question.required ? [true] : [true, false];
    default:
      return ['answered'];
  }
};

/** Values of a hidden field that is given, as far as the tests tell them apart. */
export const valuesOfHidden = (
  field: HiddenField,
  tests: readonly Test[],
): readonly (string | number)[] => {
  if (field.type === 'choice') return field.values;
  const values = valuesOf(tests).filter((value) => typeof value !== 'boolean');
  if (field.type === 'text') return [...values, unlike(values.map(String))];
  const numbers = values.filter((value) => typeof value === 'number');
  return [...numbers, Math.max(0, ...numbers) + 1];
};

/** A text that is none of these: one of as many single letters and one more differs from all. */
const unlike = (texts: readonly string[]): string => {
  const letters = texts.map((_, index) => String.fromCodePoint(0x4e00 + index));
  return [...letters, '?'].find((letter) => !texts.includes(letter)) ?? '';
};
