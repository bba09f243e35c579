import type { InputError } from '../shared/failure.ts';
import { answersOfNumber } from './answer-cells.ts';
import type { HiddenField } from './hidden-field.ts';
import { measureOf } from './measures.ts';
import type { Question } from './question.ts';
import type { SurveyDefinition } from './survey.ts';

type QuestionOf<T extends Question['type']> = Extract<Question, { type: T }>;

const error = (pointer: string, code: string, message: string): InputError => ({
  pointer,
  code,
  message,
});

/** One error for every name that an earlier row has already. */
const repeats = (
  names: readonly string[],
  { pointerOf, code }: { readonly pointerOf: (index: number) => string; readonly code: string },
): readonly InputError[] =>
  names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [error(pointerOf(index), code, `${name} is used more than once`)]
      : [],
  );

const repeatedIds = (
  rows: readonly { readonly id: string }[],
  pointer: string,
): readonly InputError[] =>
  repeats(
    rows.map(({ id }) => id),
    { pointerOf: (index) => `${pointer}/${index}/id`, code: 'repeated_id' },
  );

const partErrors = (
  parts: readonly { readonly id: string }[],
  pointer: string,
  least: number,
): readonly InputError[] => [
  ...(parts.length < least
    ? [error(pointer, 'too_few_options', `There must be ${least} at least`)]
    : []),
  ...repeatedIds(parts, pointer),
];

const invalidRange = (pointer: string, message: string): InputError =>
  error(pointer, 'invalid_range', message);

/** A number needs a range with answers in it, and a stated spend is not negative. */
const numberErrors = (question: QuestionOf<'number'>, pointer: string): readonly InputError[] => {
  const { min, max, measures } = question;
  return [
    ...(min < max ? [] : [invalidRange(`${pointer}/max`, 'max must be above min')]),
    ...(min < max && answersOfNumber(question, []).length === 0
      ? [invalidRange(`${pointer}/max`, 'No number with these decimals lies between min and max')]
      : []),
    ...(measures === 'wallet' && min < 0
      ? [invalidRange(`${pointer}/min`, 'Nobody spends less than nothing')]
      : []),
  ];
};

const rankingErrors = (
  { options, places }: QuestionOf<'ranking'>,
  pointer: string,
): readonly InputError[] => [
  ...partErrors(options, `${pointer}/options`, 2),
  ...(places !== undefined && places > options.length
    ? [invalidRange(`${pointer}/places`, 'There are fewer options than places')]
    : []),
];

const dateErrors = ({ min, max }: QuestionOf<'date'>, pointer: string): readonly InputError[] =>
  min !== undefined && max !== undefined && min > max
    ? [invalidRange(`${pointer}/max`, 'max must not be before min')]
    : [];

const structureErrors = (question: Question, pointer: string): readonly InputError[] => {
  switch (question.type) {
    case 'single':
    case 'multi':
      return partErrors(question.options, `${pointer}/options`, 2);
    case 'ranking':
      return rankingErrors(question, pointer);
    case 'matrix':
      return [
        ...partErrors(question.rows, `${pointer}/rows`, 1),
        ...partErrors(question.columns, `${pointer}/columns`, 2),
      ];
    case 'number':
      return numberErrors(question, pointer);
    case 'date':
      return dateErrors(question, pointer);
    default:
      return [];
  }
};

/** One answer can be a customer's yearly spend. */
const walletErrors = (questions: readonly Question[]): readonly InputError[] =>
  questions
    .flatMap((question, index) => (measureOf(question) === 'wallet' ? [index] : []))
    .slice(1)
    .map((index) =>
      error(`/questions/${index}/measures`, 'repeated_measure', 'One question measures the wallet'),
    );

/**
 * Each half of a pair is asked once. The halves may stand in two surveys, one before and one after
 * an order; anonymous answers cannot be brought together, so both stand in the one.
 */
const gapErrors = ({ mode, questions }: SurveyDefinition): readonly InputError[] => {
  const halves = questions.flatMap((question, index) =>
    question.type === 'csat' && question.gap ? [{ ...question.gap, index }] : [],
  );
  const pointerOf = (at: number) => `/questions/${halves[at]?.index}/gap`;
  const isAlone = (aspect: string) =>
    new Set(halves.filter((half) => half.aspect === aspect).map(({ moment }) => moment)).size < 2;
  return [
    ...repeats(
      halves.map(({ aspect, moment }) => `${aspect} ${moment}`),
      { pointerOf, code: 'repeated_gap' },
    ),
    ...halves.flatMap(({ aspect }, at) =>
      mode === 'anonymous' && isAlone(aspect)
        ? [error(pointerOf(at), 'unpaired_gap', 'Anonymous answers cannot be paired later')]
        : [],
    ),
  ];
};

const hiddenErrors = (
  hidden: readonly HiddenField[],
  questions: readonly Question[],
): readonly InputError[] => {
  const ids = new Set(questions.map(({ id }) => id));
  return [
    ...repeatedIds(hidden, '/hidden'),
    ...hidden.flatMap(({ id }, index) =>
      ids.has(id) ? [error(`/hidden/${index}/id`, 'repeated_id', `${id} is a question`)] : [],
    ),
    ...hidden.flatMap((field, index) =>
      field.type === 'choice'
        ? repeats(field.values, {
            pointerOf: (at) => `/hidden/${index}/values/${at}`,
            code: 'repeated_value',
          })
        : [],
    ),
  ];
};

/** What is wrong with questions, hidden fields and quotas by themselves; conditions are checked apart. */
export const questionErrors = (definition: SurveyDefinition): readonly InputError[] => {
  const { questions, hidden, quotas } = definition;
  return [
    ...(questions.length === 0
      ? [error('/questions', 'no_questions', 'A survey needs one question at least')]
      : []),
    ...repeatedIds(questions, '/questions'),
    ...questions.flatMap((question, index) => structureErrors(question, `/questions/${index}`)),
    ...walletErrors(questions),
    ...gapErrors(definition),
    ...hiddenErrors(hidden, questions),
    ...repeatedIds(quotas, '/quotas'),
  ];
};
