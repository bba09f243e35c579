import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf } from '../../lib/surveys/answer-cells.ts';
import type { Answer } from '../../lib/surveys/answers.ts';
import { askedQuestions, holds } from '../../lib/surveys/branching.ts';
import { definitionErrors } from '../../lib/surveys/check-definition.ts';
import type { Condition } from '../../lib/surveys/condition.ts';
import { parseAnswers } from '../../lib/surveys/parse-answers.ts';
import type { Question } from '../../lib/surveys/question.ts';
import { canAskNothing, canBeMet, deadEnds } from '../../lib/surveys/reachability.ts';
import type { SurveyDefinition } from '../../lib/surveys/survey.ts';
import { sampleDefinition } from './sample-survey.ts';

const label = { en: 'A', zh: '甲' };
const choices = (...ids: string[]) => ids.map((id) => ({ id, label }));
const survey = (questions: Record<string, unknown>[], more: Record<string, unknown> = {}) =>
  sampleDefinition({ questions: questions.map((question) => ({ label, ...question })), ...more });
const codes = (definition: SurveyDefinition) =>
  definitionErrors(definition).map(({ pointer, code }) => [pointer, code]);

describe('deadEnds', () => {
  it('finds a question that only a missing answer to a required one would lead to', () => {
    const definition = survey([
      { id: 'a', type: 'nps', required: true },
      { id: 'b', type: 'text', showIf: { question: 'a', answered: false } },
    ]);
    expect(codes(definition)).toEqual([['/questions/1/showIf', 'never_asked']]);
  });

  it.each([
    [
      'bounds that leave nothing between them',
      {
        all: [
          { question: 'a', atLeast: 7 },
          { question: 'a', atMost: 6 },
        ],
      },
    ],
    [
      'a number between two neighbours',
      {
        all: [
          { question: 'n', atLeast: 0.15 },
          { question: 'n', atMost: 0.15 },
        ],
      },
    ],
    [
      'two options of one',
      {
        all: [
          { question: 's', is: 'x' },
          { question: 's', is: 'y' },
        ],
      },
    ],
    [
      'three options on two places',
      {
        all: [
          { question: 'r', includes: 'x' },
          { question: 'r', includes: 'y' },
          { question: 'r', includes: 'z' },
        ],
      },
    ],
    ['refusing what is required', { question: 'c', is: false }],
    [
      'nothing chosen of everything',
      {
        all: [
          { question: 'm', answered: true },
          { not: { question: 'm', includes: 'x' } },
          { not: { question: 'm', includes: 'y' } },
          { not: { question: 'm', includes: 'z' } },
        ],
      },
    ],
    [
      'no answer that holds',
      {
        all: [
          { question: 'a', answered: false },
          { question: 'a', atLeast: 0 },
        ],
      },
    ],
    [
      'a day that is before and after',
      {
        all: [
          { question: 'd', atLeast: '2026-03-01' },
          { question: 'd', atMost: '2026-02-28' },
        ],
      },
    ],
  ])('proves that %s cannot be', (_what, condition) => {
    const definition = survey([
      { id: 'a', type: 'nps' },
      { id: 'n', type: 'number', min: 0, max: 1, decimals: 1 },
      { id: 's', type: 'single', options: choices('x', 'y', 'z') },
      { id: 'r', type: 'ranking', options: choices('x', 'y', 'z'), places: 2 },
      { id: 'm', type: 'multi', options: choices('x', 'y', 'z') },
      { id: 'c', type: 'consent', required: true },
      { id: 'd', type: 'date' },
    ]);
    expect(canBeMet(definition, condition as Condition)).toBe(false);
  });

  it('follows conditions through questions that are not asked', () => {
    const definition = survey([
      { id: 'a', type: 'consent' },
      { id: 'b', type: 'csat', showIf: { question: 'a', is: true } },
      { id: 'c', type: 'csat', showIf: { question: 'a', is: false } },
      {
        id: 'd',
        type: 'text',
        showIf: {
          all: [
            { question: 'b', answered: true },
            { question: 'c', answered: true },
          ],
        },
      },
      { id: 'e', type: 'text', showIf: { question: 'd', answered: false } },
    ]);
    expect(codes(definition)).toEqual([['/questions/3/showIf', 'never_asked']]);
  });

  it('finds quotas that nobody counts for, and forms that can be empty', () => {
    const hidden = [{ id: 'shop', type: 'choice', values: ['north', 'south'] }];
    const north = { hidden: 'shop', is: 'north' };
    const definition = survey([{ id: 'a', type: 'csat', showIf: north }], {
      hidden,
      quotas: [
        { id: 'some', limit: 5, when: { all: [north, { question: 'a', is: 5 }] } },
        { id: 'none', limit: 5, when: { all: [{ not: north }, { question: 'a', is: 5 }] } },
      ],
    });
    expect(codes(definition)).toEqual([
      ['/questions', 'nothing_asked'],
      ['/quotas/1/when', 'never_met'],
    ]);
    const whole = survey(
      [
        { id: 'a', type: 'csat', showIf: north },
        { id: 'b', type: 'csat', showIf: { not: north } },
      ],
      { hidden },
    );
    expect(codes(whole)).toEqual([]);
  });

  it('is quick where every question waits for the one before, and for a hundred options', () => {
    const chain = Array.from({ length: 100 }, (_, at) => ({
      id: `q${at}`,
      type: 'csat',
      ...(at > 0 ? { showIf: { question: `q${at - 1}`, is: (at % 5) + 1 } } : {}),
    }));
    expect(deadEnds(survey(chain))).toEqual([]);
    const ids = Array.from({ length: 60 }, (_, at) => `o${at}`);
    const follow = ids.map((id) => ({
      id: `f${id}`,
      type: 'text',
      showIf: { question: 'm', includes: id },
    }));
    const last = {
      id: 'last',
      type: 'text',
      showIf: { all: [20, 40, 59].map((at) => ({ question: `fo${at}`, answered: true })) },
    };
    const options = choices(...ids);
    expect(deadEnds(survey([{ id: 'm', type: 'multi', options }, ...follow, last]))).toEqual([]);
  });

  it('gives up by name where the search would be too long, and never guesses', () => {
    // Twelve answers of eleven values, no two alike: nothing shows at once that there are none.
    const values = Array.from({ length: 11 }, (_, value) => value);
    const ids = Array.from({ length: 12 }, (_, at) => `q${at}`);
    const differ = ids.flatMap((a, at) =>
      ids.slice(at + 1).map((b) => ({
        id: `${a}_${b}`,
        type: 'text',
        required: true,
        showIf: {
          all: values.map((value) => ({
            any: [a, b].map((question) => ({
              question,
              in: values.filter((other) => other !== value),
            })),
          })),
        },
      })),
    );
    const every = differ.map(({ id }) => ({ question: id, answered: true }));
    const all = [0, 20, 40, 60].map((from) => ({ all: every.slice(from, from + 20) }));
    const questions = ids.map((id) => ({ id, type: 'nps' }));
    const last = { id: 'last', type: 'text', showIf: { all } };
    const found = deadEnds(survey([...questions, ...differ, last]));
    expect(found.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/questions/78/showIf', 'too_complex'],
    ]);
  });
});

/** Small domains, so that everything can be tried. */
const types: readonly Record<string, unknown>[] = [
  { type: 'csat' },
  { type: 'number', min: 0, max: 1, decimals: 1 },
  { type: 'single', options: choices('x', 'y', 'z') },
  { type: 'multi', options: choices('x', 'y', 'z') },
  { type: 'ranking', options: choices('x', 'y', 'z'), places: 2 },
  { type: 'consent' },
  { type: 'date', min: '2026-02-27', max: '2026-03-02' },
  { type: 'text' },
];

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const option = pick('x', 'y', 'z');
const testsFor = (question: string, type: unknown): fc.Arbitrary<Record<string, unknown>> => {
  const answered = fc.boolean().map((value) => ({ question, answered: value }));
  const ordered = (value: fc.Arbitrary<unknown>) =>
    fc
      .tuple(pick('is', 'atLeast', 'atMost'), value)
      .map(([name, bound]) => ({ question, [name]: bound }));
  switch (type) {
    case 'csat':
      return fc.oneof(answered, ordered(fc.integer({ min: 1, max: 5 })));
    case 'number':
      return fc.oneof(answered, ordered(pick(0, 0.1, 0.5, 0.9, 1)));
    case 'date':
      return fc.oneof(answered, ordered(pick('2026-02-27', '2026-02-28', '2026-03-01')));
    case 'single':
      return fc.oneof(
        answered,
        option.map((id) => ({ question, is: id })),
      );
    case 'multi':
    case 'ranking':
      return fc.oneof(
        answered,
        option.map((id) => ({ question, includes: id })),
      );
    case 'consent':
      return fc.oneof(
        answered,
        fc.boolean().map((value) => ({ question, is: value })),
      );
    default:
      return answered;
  }
};

const hiddenTest = pick<Record<string, unknown>>(
  { hidden: 'h', is: 'n' },
  { hidden: 'h', in: ['s'] },
  { hidden: 't', is: 'abc' },
);

const conditionOn = (earlier: readonly Record<string, unknown>[]): fc.Arbitrary<unknown> => {
  const test = fc.oneof(
    hiddenTest,
    ...earlier.map((question) => testsFor(String(question['id']), question['type'])),
  );
  const leaf = fc.oneof(
    test,
    test.map((one) => ({ not: one })),
  );
  const list = (of: fc.Arbitrary<unknown>) => fc.array(of, { minLength: 1, maxLength: 4 });
  const tests = list(test);
  const clause = fc.oneof(
    leaf,
    tests.map((all) => ({ all })),
    tests.map((any) => ({ any })),
  );
  return fc.oneof(
    clause,
    list(clause).map((all) => ({ all })),
    list(clause).map((any) => ({ any })),
  );
};

/** A survey of up to four questions with random conditions, and one condition more. */
const small = fc
  .array(fc.tuple(fc.nat(types.length - 1), fc.boolean(), fc.boolean()), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((rows) => {
    const bare = rows.map(([type, required], at) => ({ id: `q${at}`, required, ...types[type] }));
    const conditions = rows.map(([, , always], at) =>
      always ? fc.constant(undefined) : conditionOn(bare.slice(0, at)),
    );
    return fc.tuple(fc.constant(bare), fc.tuple(...conditions), conditionOn(bare));
  })
  .map(([bare, showIfs, condition]) => ({
    definition: survey(
      bare.map((question, at) => (showIfs[at] ? { ...question, showIf: showIfs[at] } : question)),
      {
        hidden: [
          { id: 'h', type: 'choice', values: ['n', 's'] },
          { id: 't', type: 'text' },
        ],
        quotas: [{ id: 'q', limit: 1, when: condition }],
      },
    ),
  }));

const permutations = (ids: readonly string[]): string[][] =>
  ids.flatMap((a) => ids.filter((b) => b !== a).map((b) => [a, b]));

/** Every answer there is, of a small domain. */
const everyAnswer = (question: Question): readonly Answer[] => {
  if (question.type === 'multi')
    return [['x'], ['y'], ['z'], ['x', 'y'], ['x', 'z'], ['y', 'z'], ['x', 'y', 'z']];
  if (question.type === 'ranking') return permutations(['x', 'y', 'z']);
  if (question.type === 'number') return Array.from({ length: 11 }, (_, step) => step / 10);
  if (question.type === 'date') return ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'];
  if (question.type === 'text') return ['words'];
  return answersOf(question, []);
};

interface Whole {
  readonly answers: Record<string, Answer>;
  readonly hidden: Record<string, string>;
}

/** Every complete response, by the validator's own word. */
const everyResponse = (definition: SurveyDefinition): readonly Whole[] => {
  const hiddens: Record<string, string>[] = [{}, { h: 'n' }, { h: 's' }].flatMap((base) => [
    { ...base },
    { ...base, t: 'abc' },
    { ...base, t: 'other' },
  ]);
  return hiddens.flatMap((hidden) => {
    let partial: Record<string, Answer>[] = [{}];
    for (const [at, question] of definition.questions.entries()) {
      const soFar = { questions: definition.questions.slice(0, at + 1) };
      partial = partial.flatMap((answers) => {
        const isAsked = askedQuestions(soFar, answers, hidden).includes(question);
        if (!isAsked) return [answers];
        const given = everyAnswer(question).map((answer) => ({
          ...answers,
          [question.id]: answer,
        }));
        return question.required ? given : [answers, ...given];
      });
    }
    return partial.map((answers) => ({ answers, hidden }));
  });
};

describe('the proof', () => {
  it('agrees with trying every response of small surveys', () => {
    fc.assert(
      fc.property(small, ({ definition }) => {
        const responses = everyResponse(definition);
        const some = (test: (response: Whole) => boolean) => responses.some(test);
        for (const { id, showIf } of definition.questions) {
          const isReached = some(({ answers, hidden }) =>
            askedQuestions(definition, answers, hidden).some((question) => question.id === id),
          );
          expect(showIf === undefined || canBeMet(definition, showIf)).toBe(isReached);
        }
        const when = definition.quotas[0]?.when;
        expect(when && canBeMet(definition, when)).toBe(
          when && some(({ answers, hidden }) => holds(when, { answers, hidden })),
        );
        expect(canAskNothing(definition)).toBe(
          some(({ answers, hidden }) => askedQuestions(definition, answers, hidden).length === 0),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('tries what the validator takes', () => {
    fc.assert(
      fc.property(small, ({ definition }) => {
        const responses = everyResponse(definition);
        for (const { answers, hidden } of responses.slice(0, 20)) {
          const options = { encoding: 'json' as const, hidden, complete: true };
          expect(parseAnswers(definition, answers, options)).toEqual({ ok: true, value: answers });
        }
      }),
      { numRuns: 50 },
    );
  });
});
