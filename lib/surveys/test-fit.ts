import type { Test } from './condition.ts';
import type { HiddenField } from './hidden-field.ts';
import { isCalendarDay, plainText } from './parse-scalar.ts';
import { type Question, scales } from './question.ts';

export interface TestError {
  readonly code: string;
  readonly message: string;
}

type Scalar = number | string | boolean;
type QuestionTest = Extract<Test, { question: string }>;
type HiddenTest = Extract<Test, { hidden: string }>;

const unfit = (message: string): TestError => ({ code: 'unfit_test', message });

/** The values that a test asks for equality with; undefined for another kind of test. */
const equals = (test: Test): readonly Scalar[] | undefined => {
  if ('is' in test) return [test.is];
  return 'in' in test ? test.in : undefined;
};

const boundOf = (test: Test): Scalar | undefined => {
  if ('atLeast' in test) return test.atLeast;
  return 'atMost' in test ? test.atMost : undefined;
};

interface NumberDomain {
  readonly low: number;
  readonly high: number;
  readonly decimals: number;
}

const numberError = (
  value: Scalar,
  { low, high, decimals }: NumberDomain,
): readonly TestError[] => {
  if (typeof value !== 'number') return [unfit('Its answers are numbers')];
  if (value < low || value > high)
    return [{ code: 'out_of_range', message: `Its answers are from ${low} to ${high}` }];
  return Number(value.toFixed(decimals)) === value
    ? []
    : [{ code: 'too_many_decimals', message: `Its answers have ${decimals} decimals at most` }];
};

/** Tests of an ordered domain: equality and bounds, each with a value that an answer can have. */
const orderedErrors = (
  test: QuestionTest,
  errorOf: (value: Scalar) => readonly TestError[],
): readonly TestError[] => {
  const bound = boundOf(test);
  const values = bound === undefined ? equals(test) : [bound];
  return values?.flatMap(errorOf) ?? [unfit('Its answers include nothing')];
};

const dateError = (
  value: Scalar,
  { min, max }: { readonly min?: string | undefined; readonly max?: string | undefined },
): readonly TestError[] => {
  if (typeof value !== 'string' || !isCalendarDay(value)) return [unfit('Its answers are dates')];
  const isOutside = (min !== undefined && value < min) || (max !== undefined && value > max);
  return isOutside ? [{ code: 'out_of_range', message: 'No answer can have this date' }] : [];
};

const optionErrors = (
  ids: readonly Scalar[] | undefined,
  options: readonly { readonly id: string }[],
  wanted: string,
): readonly TestError[] =>
  ids?.flatMap((id) => {
    if (typeof id !== 'string') return [unfit('Its answers are option ids')];
    if (options.some((option) => option.id === id)) return [];
    return [{ code: 'unknown_option', message: `${id} is no option of this question` }];
  }) ?? [unfit(wanted)];

/** What keeps a test from ever telling answers of this question apart. */
export const questionTestError = (question: Question, test: QuestionTest): readonly TestError[] => {
  if ('answered' in test) return [];
  switch (question.type) {
    case 'nps':
    case 'csat':
    case 'ces':
      return orderedErrors(test, (value) =>
        numberError(value, { ...scales[question.type], decimals: 0 }),
      );
    case 'number': {
      const { min: low, max: high, decimals } = question;
      return orderedErrors(test, (value) => numberError(value, { low, high, decimals }));
    }
    case 'date':
      return orderedErrors(test, (value) => dateError(value, question));
    case 'single':
      return optionErrors(equals(test), question.options, 'Ask with `is` or `in`');
    case 'multi':
    case 'ranking': {
      const ids = 'includes' in test ? [test.includes] : undefined;
      return optionErrors(ids, question.options, 'Ask with `includes`');
    }
    case 'consent': {
      const isBoolean = equals(test)?.every((value) => typeof value === 'boolean');
      return isBoolean ? [] : [unfit('Its answers are true and false')];
    }
    case 'text':
    case 'matrix':
      return [unfit('Ask with `answered`')];
  }
};

/** What keeps a test from ever telling values of this field apart. */
export const hiddenTestError = (field: HiddenField, test: HiddenTest): readonly TestError[] =>
  (equals(test) ?? []).flatMap((value) => {
    if (field.type === 'number')
      return typeof value === 'number' ? [] : [unfit('Its values are numbers')];
    if (typeof value !== 'string') return [unfit('Its values are texts')];
    const canBe =
      field.type === 'choice'
        ? field.values.includes(value)
        : value.length <= field.maxLength && plainText(value) === value;
    return canBe ? [] : [{ code: 'invalid_value', message: `The field is never ${value}` }];
  });
