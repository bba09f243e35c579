import { describe, expect, it } from 'vitest';
import { definitionErrors } from '../../lib/surveys/check-definition.ts';
import { languagesOf } from '../../lib/surveys/check-labels.ts';
import { SurveyDefinition } from '../../lib/surveys/survey.ts';
import { sampleDefinition } from './sample-survey.ts';

const found = (definition: SurveyDefinition) =>
  definitionErrors(definition).map(({ pointer, code }) => [pointer, code]);

describe('definitionErrors', () => {
  it('finds nothing in a whole survey', () => {
    expect(found(sampleDefinition())).toEqual([]);
    expect(languagesOf(sampleDefinition())).toEqual(['en', 'zh']);
  });

  it('finds all that is wrong at once, by pointers', () => {
    const label = { en: 'A' };
    const both = { en: 'A', fr: 'B' };
    const definition = sampleDefinition({
      title: { en: 'T' },
      defaultLanguage: 'de',
      questions: [
        { id: 'a', type: 'nps', label },
        { id: 'a', type: 'text', label: both },
        {
          id: 'c',
          type: 'single',
          label: both,
          options: [
            { id: 'x', label: both },
            { id: 'x', label },
          ],
        },
        { id: 'd', type: 'multi', label: both },
      ],
    });
    expect(found(definition)).toEqual([
      ['/defaultLanguage', 'missing_language'],
      ['/title/fr', 'missing_language'],
      ['/questions/0/label/fr', 'missing_language'],
      ['/questions/2/options/1/label/fr', 'missing_language'],
      ['/questions/1/id', 'repeated_id'],
      ['/questions/2/options/1/id', 'repeated_id'],
      ['/questions/3/options', 'too_few_options'],
    ]);
  });

  it('asks for one question at least', () => {
    expect(found(sampleDefinition({ questions: [] }))).toEqual([['/questions', 'no_questions']]);
  });
});

const label = { en: 'A', zh: '甲' };
const parts = (...ids: string[]) => ids.map((id) => ({ id, label }));
const asking = (questions: Record<string, unknown>[], more: Record<string, unknown> = {}) =>
  found(sampleDefinition({ questions: questions.map((one) => ({ label, ...one })), ...more }));

describe('every text', () => {
  it('is needed in every language that some text is written in', () => {
    const en = { en: 'A' };
    const options = [{ id: 'x', label: en }, ...parts('y')];
    const definition = sampleDefinition({
      title: { en: 'T', zh: '题' },
      intro: en,
      thanks: { zh: '谢' },
      questions: [
        { id: 'a', type: 'nps', label, help: en, guide: en },
        { id: 'b', type: 'number', label, min: 0, max: 1, unit: en },
        { id: 'c', type: 'ranking', label, options },
        { id: 'd', type: 'matrix', label, rows: options, columns: options },
      ],
    });
    expect(found(definition)).toEqual(
      [
        '/intro/zh',
        '/thanks/en',
        '/questions/0/help/zh',
        '/questions/0/guide/zh',
        '/questions/1/unit/zh',
        '/questions/2/options/0/label/zh',
        '/questions/3/rows/0/label/zh',
        '/questions/3/columns/0/label/zh',
      ].map((pointer) => [pointer, 'missing_language']),
    );
  });
});

describe('questions by themselves', () => {
  it.each([
    [
      'a matrix without rows',
      { type: 'matrix', columns: parts('x', 'y') },
      '/rows',
      'too_few_options',
    ],
    [
      'a matrix of one column',
      { type: 'matrix', rows: parts('r'), columns: parts('x') },
      '/columns',
      'too_few_options',
    ],
    [
      'a column twice',
      { type: 'matrix', rows: parts('r'), columns: parts('x', 'x') },
      '/columns/1/id',
      'repeated_id',
    ],
    [
      'a row twice',
      { type: 'matrix', rows: parts('r', 'r'), columns: parts('x', 'y') },
      '/rows/1/id',
      'repeated_id',
    ],
    [
      'more places than options',
      { type: 'ranking', options: parts('x', 'y'), places: 3 },
      '/places',
      'invalid_range',
    ],
    [
      'a range of days that is turned',
      { type: 'date', min: '2026-02-02', max: '2026-02-01' },
      '/max',
      'invalid_range',
    ],
    [
      'a range without a whole number',
      { type: 'number', min: 0.2, max: 0.8 },
      '/max',
      'invalid_range',
    ],
  ])('refuses %s', (_what, question, where, code) => {
    expect(asking([{ id: 'a', ...question }])).toEqual([[`/questions/0${where}`, code]]);
  });

  it('refuses ids that two things share, and values named twice', () => {
    const hidden = [
      { id: 'a', type: 'number' },
      { id: 'shop', type: 'choice', values: ['n', 's', 'n'] },
      { id: 'shop', type: 'text' },
    ];
    const quotas = [
      { id: 'all', limit: 1 },
      { id: 'all', limit: 2 },
    ];
    expect(asking([{ id: 'a', type: 'text' }], { hidden, quotas })).toEqual([
      ['/hidden/2/id', 'repeated_id'],
      ['/hidden/0/id', 'repeated_id'],
      ['/hidden/1/values/2', 'repeated_value'],
      ['/quotas/1/id', 'repeated_id'],
    ]);
  });

  it('takes each half of a gap once, and both where answers are anonymous', () => {
    const half = (id: string, moment: string) => ({
      id,
      type: 'csat',
      gap: { aspect: 'delivery', moment },
    });
    expect(asking([half('a', 'before')])).toEqual([]);
    expect(asking([half('a', 'before'), half('b', 'before')])).toEqual([
      ['/questions/1/gap', 'repeated_gap'],
    ]);
    const mode = 'anonymous';
    expect(asking([half('a', 'before')], { mode })).toEqual([['/questions/0/gap', 'unpaired_gap']]);
    expect(asking([half('a', 'before'), half('b', 'after')], { mode })).toEqual([]);
  });
});

describe('conditions by themselves', () => {
  const base = [
    { id: 'n', type: 'nps' },
    { id: 'x', type: 'number', min: 0, max: 5, decimals: 1 },
    { id: 's', type: 'single', options: parts('p', 'q') },
    { id: 'm', type: 'multi', options: parts('p', 'q') },
    { id: 'd', type: 'date', min: '2026-01-01' },
    { id: 'c', type: 'consent' },
    { id: 't', type: 'text' },
  ];
  const hidden = [
    { id: 'shop', type: 'choice', values: ['north', 'south'] },
    { id: 'visits', type: 'number' },
    { id: 'order', type: 'text', maxLength: 5 },
  ];
  const codesOf = (showIf: unknown) =>
    asking([...base, { id: 'z', type: 'text', showIf }], { hidden });

  it.each([
    [{ question: 'gone', answered: true }, '/question', 'unknown_question'],
    [{ hidden: 'gone', is: 'x' }, '/hidden', 'unknown_hidden'],
    [{ question: 's', is: 'r' }, '', 'unknown_option'],
    [{ question: 's', in: ['p', 1] }, '', 'unfit_test'],
    [{ question: 's', atLeast: 1 }, '', 'unfit_test'],
    [{ question: 'm', includes: 'r' }, '', 'unknown_option'],
    [{ question: 'm', is: 'p' }, '', 'unfit_test'],
    [{ question: 'n', is: '9' }, '', 'unfit_test'],
    [{ question: 'n', atLeast: 11 }, '', 'out_of_range'],
    [{ question: 'n', includes: '9' }, '', 'unfit_test'],
    [{ question: 'x', is: 0.25 }, '', 'too_many_decimals'],
    [{ question: 'd', atMost: '2025-12-31' }, '', 'out_of_range'],
    [{ question: 'd', atLeast: 3 }, '', 'unfit_test'],
    [{ question: 'c', is: 'true' }, '', 'unfit_test'],
    [{ question: 't', is: 'words' }, '', 'unfit_test'],
    [{ hidden: 'shop', is: 'east' }, '', 'invalid_value'],
    [{ hidden: 'visits', is: 'x' }, '', 'unfit_test'],
    [{ hidden: 'order', is: ' x ' }, '', 'invalid_value'],
    [{ hidden: 'order', is: 'abcdef' }, '', 'invalid_value'],
    [{ hidden: 'order', is: true }, '', 'unfit_test'],
  ])('refuses %j', (test, where, code) => {
    expect(codesOf(test)).toEqual([[`/questions/7/showIf${where}`, code]]);
    expect(codesOf({ all: [{ any: [{ question: 'n', is: 3 }, test] }] })).toEqual([
      [`/questions/7/showIf/all/0/any/1${where}`, code],
    ]);
    expect(codesOf({ not: test })).toEqual([[`/questions/7/showIf/not${where}`, code]]);
  });

  it.each([
    [{ question: 'n', in: [0, 10] }],
    [{ question: 'x', atMost: 4.5 }],
    [{ question: 'd', is: '2026-02-28' }],
    [{ question: 'c', is: false }],
    [{ hidden: 'shop', in: ['north'] }],
    [{ hidden: 'visits', is: 2.5 }],
    [{ hidden: 'order', is: 'abc' }],
  ])('takes %j', (test) => {
    expect(codesOf(test)).toEqual([]);
  });

  it('names the questions of a cycle, and references to later questions', () => {
    const waiting = (id: string, ...others: string[]) => ({
      id,
      type: 'text',
      showIf: { all: others.map((question) => ({ question, answered: true })) },
    });
    const definition = sampleDefinition({
      questions: [
        waiting('a', 'b'),
        waiting('b', 'c'),
        waiting('c', 'a'),
        waiting('d', 'a', 'e'),
        waiting('e', 'e'),
        waiting('f', 'g'),
        { id: 'g', type: 'text' },
      ].map((question) => ({ label, ...question })),
    });
    const errors = definitionErrors(definition);
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/questions/0/showIf', 'cycle'],
      ['/questions/1/showIf', 'cycle'],
      ['/questions/2/showIf', 'cycle'],
      ['/questions/3/showIf/all/1/question', 'later_question'],
      ['/questions/4/showIf', 'cycle'],
      ['/questions/5/showIf/all/0/question', 'later_question'],
    ]);
    expect(errors[0]?.message).toContain('a, b, c');
    expect(errors[4]?.message).toMatch(/: e$/);
  });

  it('checks what a quota counts, and lets it look at every question', () => {
    const quotas = [
      { id: 'a', limit: 1, when: { question: 'gone', answered: true } },
      { id: 'b', limit: 1, when: { question: 't', answered: true } },
    ];
    expect(asking(base, { quotas })).toEqual([['/quotas/0/when/question', 'unknown_question']]);
  });
});

describe('SurveyDefinition', () => {
  const isTaken = (more: Record<string, unknown>) =>
    SurveyDefinition.safeParse({ ...sampleDefinition(), ...more }).success;

  it.each([
    ['a quota of nobody', { quotas: [{ id: 'a', limit: 0 }] }],
    ['an edit window over 30 days', { editableForHours: 721 }],
    ['a mode that is none', { mode: 'secret' }],
    ['a point in an id', { questions: [{ id: 'a.b', type: 'text', label: {} }] }],
    [
      'a condition of nothing',
      { questions: [{ id: 'a', type: 'nps', label: { en: 'A' }, showIf: {} }] },
    ],
    ['options of a rating', { questions: [{ id: 'a', type: 'nps', label: {}, options: [] }] }],
    ['a reserved name', { questions: [{ id: 'token', type: 'text', label: {} }] }],
    ['a language that is none', { title: { english: 'x' } }],
    ['a path as origin', { allowedOrigins: ['https://a.example/x'] }],
  ])('refuses %s', (_what, more) => {
    expect(isTaken(more)).toBe(false);
  });

  it('takes origins as browsers write them', () => {
    expect(isTaken({ allowedOrigins: ['https://a.example', 'http://127.0.0.1:5173'] })).toBe(true);
  });
});
