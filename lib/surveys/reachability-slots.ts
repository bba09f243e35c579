import { answersOf, valuesOfHidden } from './answer-cells.ts';
import type { Answer } from './answers.ts';
import { holds } from './branching.ts';
import type { Test } from './condition.ts';
import type { HiddenField } from './hidden-field.ts';
import { placesOf } from './parse-choice.ts';
import type { Question } from './question.ts';

/** The truth of some tests. */
export type Cell = readonly (readonly [Test, boolean])[];

/** One choice of the search: the ways in which some tests can come out together, given what is known. */
export type Slot = (truths: ReadonlyMap<Test, boolean>) => readonly Cell[];

/** What the tests of one question, or field, say of an answer; undefined for none. */
const cellOf = (tests: readonly Test[], value: Answer | undefined): Cell =>
  tests.map((test) => {
    const id = 'hidden' in test ? test.hidden : test.question;
    const given = value === undefined ? {} : { [id]: value };
    const scalar = typeof value === 'string' || typeof value === 'number' ? { [id]: value } : {};
    return [test, holds(test, { answers: given, hidden: scalar })] as const;
  });

/** What they say where the question was not asked or not answered. */
export const emptyCell = (tests: readonly Test[]): Cell => cellOf(tests, undefined);

/** Each outcome once. */
const distinct = (cells: readonly Cell[]): readonly Cell[] => [
  ...new Map(cells.map((cell) => [cell.map(([, truth]) => truth).join(), cell])).values(),
];

export const hiddenSlot = (field: HiddenField, tests: readonly Test[]): Slot => {
  const cells = distinct(
    [...valuesOfHidden(field, tests), undefined].map((value) => cellOf(tests, value)),
  );
  return () => cells;
};

type Asked = (truths: ReadonlyMap<Test, boolean>) => boolean;

const answeredTests = (tests: readonly Test[], isAnswered: boolean): Cell =>
  tests.flatMap((test) =>
    'answered' in test ? [[test, test.answered === isAnswered] as const] : [],
  );

type WithOptions = Extract<Question, { type: 'multi' | 'ranking' }>;

/** How many options a complete answer has, at least and at most. */
const sizeOf = (question: WithOptions): readonly [number, number] => {
  if (question.type === 'multi') return [1, question.options.length];
  const places = placesOf(question);
  return [places, places];
};

/** Whether one option is chosen, where the others leave room for it. */
const optionSlot = (question: WithOptions, tests: readonly Test[], optionId: string): Slot => {
  const isOf = (test: Test, id: string) => 'includes' in test && test.includes === id;
  const options = [...new Set(tests.flatMap((test) => ('includes' in test ? test.includes : [])))];
  const mine = tests.filter((test) => isOf(test, optionId));
  const [least, most] = sizeOf(question);
  return (truths) => {
    if (mine.some((test) => truths.has(test))) return [[]];
    const known = options.map((id) => {
      const test = tests.find((one) => isOf(one, id));
      return test && truths.get(test);
    });
    const chosen = known.filter((truth) => truth === true).length;
    const dropped = known.filter((truth) => truth === false).length;
    return [
      ...(chosen < most ? [mine.map((test) => [test, true] as const)] : []),
      ...(question.options.length - dropped > least
        ? [mine.map((test) => [test, false] as const)]
        : []),
    ];
  };
};

/** First whether there is an answer at all, then every option that some test looks at. */
const optionSlots = (
  question: WithOptions,
  tests: readonly Test[],
  asked: Asked,
): readonly Slot[] => {
  const none = emptyCell(tests);
  const given = answeredTests(tests, true);
  const ids = new Set(tests.flatMap((test) => ('includes' in test ? [test.includes] : [])));
  return [
    (truths) => {
      if (!asked(truths)) return [none];
      return question.required ? [given] : [given, none];
    },
    ...[...ids].map((id) => optionSlot(question, tests, id)),
  ];
};

/** The choices that a question leaves to a complete response. */
export const questionSlots = (
  question: Question,
  tests: readonly Test[],
  asked: Asked,
): readonly Slot[] => {
  if (question.type === 'multi' || question.type === 'ranking')
    return optionSlots(question, tests, asked);
  const none = emptyCell(tests);
  const given = answersOf(question, tests).map((answer) => cellOf(tests, answer));
  const cells = distinct(question.required ? given : [...given, none]);
  return [(truths) => (asked(truths) ? cells : [none])];
};
