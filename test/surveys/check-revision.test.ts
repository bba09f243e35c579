import { describe, expect, it } from 'vitest';
import { carryAnswers } from '../../lib/surveys/carry-answers.ts';
import { revisionErrors } from '../../lib/surveys/check-revision.ts';
import { countedQuestions } from '../../lib/surveys/counted-question.ts';
import type { Survey } from '../../lib/surveys/survey.ts';
import { sampleDefinition } from './sample-survey.ts';

const label = { en: 'A', zh: '甲' };
const parts = (...ids: string[]) => ids.map((id) => ({ id, label }));
type Row = Record<string, unknown> & { readonly id: string };

const rows: readonly Row[] = [
  { id: 'score', type: 'csat', gap: { aspect: 'speed', moment: 'after' } },
  { id: 'index', type: 'number', min: 0, max: 10, measures: 'economic' },
  { id: 'sum', type: 'number', min: 0, max: 10 },
  { id: 'one', type: 'single', options: parts('x', 'y', 'z') },
  { id: 'rank', type: 'ranking', options: parts('x', 'y', 'z'), places: 2 },
  { id: 'agree', type: 'consent', help: label },
];
const hidden = [
  { id: 'shop', type: 'choice', values: ['n', 's'], trusted: true },
  { id: 'order', type: 'text', maxLength: 10 },
];
const quotas = [{ id: 'some', limit: 10, when: { question: 'score', atMost: 2 } }];
const define = (questions: readonly Row[], more: Record<string, unknown> = {}) =>
  sampleDefinition({
    hidden,
    quotas,
    editableForHours: 24,
    questions: questions.map((question) => ({ label, ...question })),
    ...more,
  });
const survey: Survey = {
  id: 'svy_1',
  status: 'open',
  version: 2,
  surveyVersion: 1,
  definition: define(rows),
  earlier: [],
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  publishedAt: '2026-01-01T00:00:00.000Z',
  revisedAt: null,
  closedAt: null,
};
const found = (
  questions: readonly Row[],
  more: Record<string, unknown> = {},
  over: Partial<Survey> = {},
) =>
  revisionErrors({ ...survey, ...over }, define(questions, more)).map(({ pointer, code }) => [
    pointer,
    code,
  ]);
/** The rows with one of them changed. */
const withRow = (id: string, change: Record<string, unknown>) =>
  rows.map((row) => (row.id === id ? { ...row, ...change } : row));

describe('a revision', () => {
  it('may ask less, more, in another order and on other conditions, and reword it', () => {
    const words = { en: 'Better words', zh: '更好的文字', fr: 'Mieux' };
    const questions = [
      { id: 'new', type: 'text' },
      ...withRow('one', { label: words, options: parts('y', 'w') })
        .toReversed()
        .slice(0, 5),
    ].map((row) => ({ ...row, required: true, showIf: { hidden: 'shop', is: 'n' } }));
    const more = {
      hidden: [
        { ...hidden[0], values: ['n', 's', 'e'] },
        { ...hidden[1], maxLength: 20 },
        { id: 'x', type: 'number' },
      ],
      quotas: [
        { ...quotas[0], onFull: 'screen_out' },
        { id: 'all', limit: 1 },
      ],
      editableForHours: 0,
    };
    expect(found(questions, more)).toEqual([]);
  });

  it.each([
    ['another type', 'one', { type: 'multi' }, [['type', 'changed_type']]],
    ['another measure', 'index', { measures: 'functional' }, [['measures', 'changed_measure']]],
    [
      'another half of a gap',
      'score',
      { gap: { aspect: 'speed', moment: 'before' } },
      [['gap', 'changed_measure']],
    ],
    [
      'a narrower range',
      'sum',
      { min: 1, max: 9 },
      [
        ['min', 'narrowed_range'],
        ['max', 'narrowed_range'],
      ],
    ],
    ['another range of an index', 'index', { max: 100 }, [['max', 'changed_range']]],
    ['another number of places', 'rank', { places: 1 }, [['places', 'changed_measure']]],
    [
      'an option less to rank',
      'rank',
      { options: parts('x', 'y') },
      [['options', 'changed_options']],
    ],
    [
      'other words of a consent',
      'agree',
      { label: { ...label, en: 'B' } },
      [['label/en', 'changed_consent']],
    ],
    ['words less of a consent', 'agree', { help: { en: 'A' } }, [['help/zh', 'changed_consent']]],
  ])('may not have %s', (_what, id, change, errors) => {
    const at = rows.findIndex((row) => row.id === id);
    expect(found(withRow(id, change))).toEqual(
      errors.map(([member, code]) => [`/questions/${at}/${member}`, code]),
    );
  });

  it('may widen a range, and translate a consent', () => {
    expect(found(withRow('sum', { min: -1, max: 11 }))).toEqual([]);
    expect(found(withRow('agree', { label: { ...label, fr: 'Oui' } }))).toEqual([]);
  });

  it.each([
    ['another mode', { mode: 'anonymous' }, '/mode', 'changed_mode'],
    [
      'a longer window to change answers',
      { editableForHours: 25 },
      '/editableForHours',
      'longer_window',
    ],
    ['a hidden field less', { hidden: hidden.slice(0, 1) }, '/hidden', 'removed_hidden'],
    [
      'a value less',
      { hidden: [{ ...hidden[0], values: ['n'] }, hidden[1]] },
      '/hidden/0/values',
      'changed_hidden',
    ],
    [
      'trust in visitors',
      { hidden: [{ ...hidden[0], trusted: false }, hidden[1]] },
      '/hidden/0',
      'changed_hidden',
    ],
    [
      'shorter hidden texts',
      { hidden: [hidden[0], { ...hidden[1], maxLength: 9 }] },
      '/hidden/1/maxLength',
      'changed_hidden',
    ],
    ['a quota less', { quotas: [] }, '/quotas', 'removed_quota'],
    ['another limit', { quotas: [{ ...quotas[0], limit: 9 }] }, '/quotas/0/limit', 'changed_quota'],
    [
      'a quota of others',
      { quotas: [{ ...quotas[0], when: undefined }] },
      '/quotas/0/when',
      'changed_quota',
    ],
  ])('may not have %s', (_what, more, pointer, code) => {
    expect(found(rows, more)).toEqual([[pointer, code]]);
  });

  it('remembers what versions before the one in force asked', () => {
    const earlier = countedQuestions(
      [],
      [
        { id: 'gone', type: 'nps' },
        { id: 'told', type: 'consent' },
        { id: 'sum', type: 'number', min: -5, max: 10 },
        { id: 'one', type: 'single', options: [{ id: 'old' }] },
      ],
    );
    const back = (row: Row) => found([...rows, row], {}, { earlier });
    expect(back({ id: 'gone', type: 'nps' })).toEqual([['/questions/2/min', 'narrowed_range']]);
    const wide = withRow('sum', { min: -5 });
    const errors = (row: Row) => found([...wide, row], {}, { earlier });
    expect(errors({ id: 'gone', type: 'nps' })).toEqual([]);
    expect(errors({ id: 'gone', type: 'csat' })).toEqual([['/questions/6/type', 'changed_type']]);
    expect(errors({ id: 'told', type: 'consent' })).toEqual([['/questions/6', 'changed_consent']]);
  });
});

describe('countedQuestions', () => {
  it('joins what versions asked: newer parts first, the widest range, each question once', () => {
    const older = countedQuestions(define(rows).questions, []);
    const newer = define([
      { id: 'one', type: 'single', options: parts('w', 'y') },
      { id: 'sum', type: 'number', min: -1, max: 5 },
      { id: 'new', type: 'date' },
    ]).questions;
    expect(countedQuestions(newer, older)).toEqual([
      { id: 'one', type: 'single', options: [{ id: 'w' }, { id: 'y' }, { id: 'x' }, { id: 'z' }] },
      { id: 'sum', type: 'number', min: -1, max: 10 },
      { id: 'new', type: 'date' },
      { id: 'score', type: 'csat' },
      { id: 'index', type: 'number', min: 0, max: 10 },
      { id: 'rank', type: 'ranking', options: [{ id: 'x' }, { id: 'y' }, { id: 'z' }] },
      { id: 'agree', type: 'consent' },
    ]);
  });
});

describe('carryAnswers', () => {
  const older = {
    score: 4,
    sum: 3,
    one: 'z',
    several: ['x', 'z'],
    grid: { r: 'x', s: 'z', t: 'x' },
    rank: ['x', 'y'],
    gone: 'words',
  };

  it('keeps what the version in force takes, and lets the rest fall away', () => {
    const { questions } = define([
      { id: 'sum', type: 'number', min: 0, max: 10 },
      { id: 'one', type: 'single', options: parts('x', 'y') },
      { id: 'several', type: 'multi', options: parts('x', 'y') },
      { id: 'grid', type: 'matrix', rows: parts('r', 's'), columns: parts('x', 'y') },
      { id: 'rank', type: 'ranking', options: parts('x', 'y', 'w') },
      { id: 'toString', type: 'text' },
    ]);
    expect(carryAnswers({ questions }, older)).toEqual({
      sum: 3,
      several: ['x'],
      grid: { r: 'x' },
      rank: ['x', 'y'],
    });
  });
});
