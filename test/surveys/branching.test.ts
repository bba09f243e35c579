import { describe, expect, it } from 'vitest';
import { askedQuestions, holds } from '../../lib/surveys/branching.ts';
import type { Condition } from '../../lib/surveys/condition.ts';
import { parseAnswers } from '../../lib/surveys/parse-answers.ts';
import { parseHidden, splitHidden } from '../../lib/surveys/parse-hidden.ts';
import { sampleDefinition } from './sample-survey.ts';

const label = { en: 'A', zh: '甲' };
const options = ['x', 'y'].map((id) => ({ id, label }));
const definition = sampleDefinition({
  hidden: [
    { id: 'shop', type: 'choice', values: ['north', 'south'], trusted: true },
    { id: 'order', type: 'text', maxLength: 5 },
    { id: 'spent', type: 'number' },
  ],
  questions: [
    { id: 'score', type: 'nps', required: true },
    { id: 'why', type: 'single', options, showIf: { question: 'score', atMost: 6 } },
    { id: 'more', type: 'text', required: true, showIf: { question: 'why', is: 'y' } },
    { id: 'north', type: 'consent', showIf: { hidden: 'shop', is: 'north' } },
    { id: 'last', type: 'text', showIf: { not: { question: 'more', answered: true } } },
  ].map((question) => ({ label, ...question })),
});

const asked = (answers: Record<string, never>, hidden = {}) =>
  askedQuestions(definition, answers, hidden).map(({ id }) => id);
const parse =
  (encoding: 'json' | 'form', complete = true) =>
  (answers: object, hidden = {}) => {
    const result = parseAnswers(definition, { ...answers }, { encoding, hidden, complete });
    if (result.ok) return result.value;
    return result.failure.errors?.map(({ pointer, code }) => [pointer, code]);
  };

describe('holds', () => {
  const answers = {
    n: 5,
    d: '2026-03-01',
    s: 'x',
    m: ['x', 'y'],
    c: false,
    t: null,
    g: { row: 'x' },
  };
  const decide = (condition: unknown) =>
    holds(condition as Condition, { answers, hidden: { shop: 'north', count: 3 } });

  it.each([
    { question: 'n', is: 5 },
    { question: 'n', in: [4, 5] },
    { question: 'n', atLeast: 5 },
    { question: 'n', atMost: 5 },
    { question: 'd', atLeast: '2026-02-28' },
    { question: 's', is: 'x' },
    { question: 'm', includes: 'y' },
    { question: 'c', is: false },
    { question: 'c', answered: true },
    { question: 't', answered: true },
    { question: 'g', answered: true },
    { question: 'none', answered: false },
    { question: 'toString', answered: false },
    { hidden: 'shop', is: 'north' },
    { hidden: 'count', in: [3] },
    { not: { question: 'none', is: 1 } },
    {
      all: [
        { question: 'n', is: 5 },
        {
          any: [
            { question: 'n', is: 1 },
            { hidden: 'count', is: 3 },
          ],
        },
      ],
    },
  ])('is true of %j', (condition) => {
    expect(decide(condition)).toBe(true);
    if ('question' in condition || 'hidden' in condition)
      expect(decide({ not: condition })).toBe(false);
  });

  it.each([
    { question: 'n', is: '5' },
    { question: 'n', atLeast: 5.1 },
    { question: 'n', atLeast: '1' },
    { question: 'none', atMost: 5 },
    { question: 'none', is: 1 },
    { question: 'n', answered: false },
    { question: 's', includes: 'x' },
    { question: 'g', includes: 'x' },
    { question: 'constructor', answered: true },
    { hidden: 'toString', in: ['x'] },
    {
      any: [
        { question: 'n', is: 4 },
        { question: 'c', is: true },
      ],
    },
  ])('is false of %j', (condition) => {
    expect(decide(condition)).toBe(false);
  });
});

describe('askedQuestions', () => {
  it('leaves out what depends on an answer that is not asked for any more', () => {
    expect(asked({})).toEqual(['score', 'last']);
    const answers = { score: 3, why: 'y', more: 'words' } as never;
    expect(asked(answers)).toEqual(['score', 'why', 'more']);
    expect(asked({ ...(answers as object), score: 9 } as never)).toEqual(['score', 'last']);
    expect(asked({}, { shop: 'north' })).toEqual(['score', 'north', 'last']);
  });
});

describe('parseAnswers', () => {
  it('drops what is not asked from a form, unread, and refuses it by name in JSON', () => {
    const given = { score: '9', why: 'nonsense', more: 'words', last: 'end' };
    expect(parse('form')(given)).toEqual({ score: 9, last: 'end' });
    expect(parse('json')({ ...given, score: 9 })).toEqual([
      ['/answers/why', 'not_asked'],
      ['/answers/more', 'not_asked'],
    ]);
    expect(parse('json')({ score: 9, why: null, more: '', last: 'end' })).toEqual({
      score: 9,
      last: 'end',
    });
  });

  it('needs what is required only where it is asked, and nothing before it is complete', () => {
    expect(parse('json')({ score: 2, why: 'y' })).toEqual([['/answers/more', 'required']]);
    expect(parse('json')({ score: 2, why: 'x' })).toEqual({ score: 2, why: 'x' });
    expect(parse('json', false)({ why: null })).toEqual({});
    expect(parse('json', false)({ score: 2, why: 'y' })).toEqual({ score: 2, why: 'y' });
  });

  it('says nothing of questions that hang on an answer that was wrong', () => {
    expect(parse('json')({ score: 11, why: 'x', more: 'words', last: 'end' })).toEqual([
      ['/answers/score', 'out_of_range'],
    ]);
    expect(parse('json')({ score: 3, why: 'z', more: 'words' })).toEqual([
      ['/answers/why', 'unknown_option'],
    ]);
  });

  it('asks by hidden values', () => {
    expect(parse('form')({ score: '9' }, { shop: 'north' })).toEqual({ score: 9, north: false });
    expect(parse('json')({ score: 9, north: true })).toEqual([['/answers/north', 'not_asked']]);
  });
});

describe('parseHidden', () => {
  const hidden = (
    given: Record<string, unknown>,
    from: 'visitor' | 'signature' = 'visitor',
    encoding: 'json' | 'form' = 'json',
  ) => {
    const result = parseHidden(definition, given, { encoding, from });
    if (result.ok) return result.value;
    return result.failure.errors?.map(({ pointer, code }) => [pointer, code]);
  };

  it('reads each field by its type', () => {
    expect(hidden({ order: ' A1 ', spent: 12.5 })).toEqual({ order: 'A1', spent: 12.5 });
    expect(hidden({ order: 'A1', spent: '-12.5' }, 'visitor', 'form')).toEqual({
      order: 'A1',
      spent: -12.5,
    });
    expect(hidden({ order: '', spent: null })).toEqual({});
    expect(hidden({ shop: 'south' }, 'signature')).toEqual({ shop: 'south' });
  });

  it.each([1e308, -1e200, 2 ** 53, 5e-324, Number.POSITIVE_INFINITY])(
    'refuses %s, which no table keeps',
    (spent) => expect(hidden({ spent })).toEqual([['/hidden/spent', 'number_out_of_range']]),
  );

  it('refuses a trusted field of a visitor by its name, and all that does not fit', () => {
    expect(
      hidden({ shop: 'north', order: 'too long', spent: '12', ['__proto__']: 1, 'a/b': 1 }),
    ).toEqual([
      ['/hidden/shop', 'not_trusted'],
      ['/hidden/order', 'too_long'],
      ['/hidden/spent', 'invalid_type'],
      ['/hidden/__proto__', 'unknown_name'],
      ['/hidden/a~1b', 'unknown_name'],
    ]);
    expect(hidden({ shop: 'east', order: 1 }, 'signature')).toEqual([
      ['/hidden/shop', 'invalid_value'],
      ['/hidden/order', 'invalid_type'],
    ]);
    expect(hidden({ spent: ['1', '2'] }, 'visitor', 'form')).toEqual([
      ['/hidden/spent', 'invalid_type'],
    ]);
  });

  it('is told apart from the answers of a form', () => {
    expect(splitHidden(definition, { score: '1', order: 'A1', ['__proto__']: 'x' })).toEqual({
      hidden: { order: 'A1' },
      answers: { score: '1', ['__proto__']: 'x' },
    });
  });
});
