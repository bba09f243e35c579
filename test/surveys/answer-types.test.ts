import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding } from '../../lib/surveys/answers.ts';
import { parseAnswers } from '../../lib/surveys/parse-answers.ts';
import { sampleDefinition } from './sample-survey.ts';

const label = { en: 'A', zh: '甲' };
const parts = (...ids: string[]) => ids.map((id) => ({ id, label }));
const questions = [
  { id: 'rank', type: 'ranking', options: parts('price', 'staff', 'range'), places: 2 },
  { id: 'grid', type: 'matrix', rows: parts('shop', 'web'), columns: parts('bad', 'good') },
  { id: 'day', type: 'date', min: '2024-01-01', max: '2026-12-31' },
  { id: 'agree', type: 'consent' },
  { id: 'why', type: 'text' },
];
const survey = (more: Record<string, Record<string, unknown>> = {}) =>
  sampleDefinition({ questions: questions.map((one) => ({ label, ...one, ...more[one.id] })) });

const read =
  (encoding: Encoding, complete = true, more: Parameters<typeof survey>[0] = {}) =>
  (answers: Record<string, unknown>) => {
    const result = parseAnswers(survey(more), answers, { encoding, hidden: {}, complete });
    if (result.ok) return result.value;
    return result.failure.errors?.map(({ pointer, code }) => [pointer, code]);
  };
const json = read('json');
const form = read('form');

describe('a ranking', () => {
  it('reads the same from a list and from a place for each option', () => {
    expect(json({ rank: ['range', 'price'] })).toEqual({ rank: ['range', 'price'] });
    expect(form({ 'rank.price': '2', 'rank.range': '1', 'rank.staff': '' })).toEqual({
      rank: ['range', 'price'],
      agree: false,
    });
  });

  it.each([
    ['price', 'invalid_type'],
    [['price', 'east'], 'unknown_option'],
    [['price', 'price'], 'repeated_option'],
    [['price'], 'wrong_length'],
    [['price', 'staff', 'range'], 'wrong_length'],
    [{ price: 1 }, 'invalid_type'],
    [['price', 1], 'unknown_option'],
  ])('refuses %j', (given, code) => {
    expect(json({ rank: given })).toEqual([['/answers/rank', code]]);
  });

  it('takes its name repeated in a form, best first', () => {
    expect(form({ rank: ['range', 'price'] })).toMatchObject({ rank: ['range', 'price'] });
    expect(form({ rank: 'price' })).toEqual([['/answers/rank', 'wrong_length']]);
    expect(form({ rank: ['range', 'range'] })).toEqual([['/answers/rank', 'repeated_option']]);
    expect(form({ rank: ['range', 'price'], 'rank.price': '1' })).toContainEqual([
      '/answers/rank',
      'unknown_name',
    ]);
  });

  it('may grow while it is not complete', () => {
    expect(read('json', false)({ rank: ['price'] })).toEqual({ rank: ['price'] });
    expect(read('form', false)({ 'rank.price': '1' })).toMatchObject({ rank: ['price'] });
    expect(read('form', false)({ 'rank.price': '2' })).toEqual([['/answers/rank', 'wrong_length']]);
  });

  it('names the option whose place is wrong', () => {
    const given = { 'rank.price': '1', 'rank.staff': '1', 'rank.range': '3' };
    expect(form(given)).toEqual([
      ['/answers/rank/staff', 'repeated_place'],
      ['/answers/rank/range', 'out_of_range'],
    ]);
    expect(form({ 'rank.price': ['1', '2'] })).toEqual([['/answers/rank/price', 'invalid_type']]);
    expect(form({ 'rank.price': '1' })).toEqual([['/answers/rank', 'wrong_length']]);
    expect(form({ 'rank.east': '1' })).toEqual([['/answers/rank.east', 'unknown_name']]);
  });
});

describe('a matrix', () => {
  it('reads the same from an object and from a field for each row', () => {
    expect(json({ grid: { web: 'good', shop: 'bad' } })).toEqual({
      grid: { shop: 'bad', web: 'good' },
    });
    expect(form({ 'grid.web': 'good' })).toEqual({ grid: { web: 'good' }, agree: false });
  });

  it('names every row and column that is not there', () => {
    const given = { shop: 'east', web: 1, roof: 'good', ['__proto__']: 'bad' };
    expect(json({ grid: given })).toEqual([
      ['/answers/grid/shop', 'unknown_column'],
      ['/answers/grid/web', 'invalid_type'],
      ['/answers/grid/roof', 'unknown_row'],
      ['/answers/grid/__proto__', 'unknown_row'],
    ]);
    expect(json({ grid: [] })).toEqual({});
    expect(json({ grid: ['good'] })).toEqual([['/answers/grid', 'invalid_type']]);
    expect(form({ 'grid.web': ['good', 'bad'] })).toEqual([['/answers/grid/web', 'invalid_type']]);
  });

  it('is complete with every row where it is required', () => {
    const required = { grid: { required: true } };
    const whole = read('json', true, required);
    expect(whole({ grid: { shop: 'bad' } })).toEqual([['/answers/grid/web', 'required']]);
    expect(whole({ grid: { shop: null } })).toEqual([['/answers/grid', 'required']]);
    expect(whole({})).toEqual([['/answers/grid', 'required']]);
    expect(read('json', false, required)({ grid: { shop: 'bad' } })).toEqual({
      grid: { shop: 'bad' },
    });
  });
});

describe('a date', () => {
  it('is a day of the calendar within its range', () => {
    expect(json({ day: '2024-02-29' })).toEqual({ day: '2024-02-29' });
    for (const day of ['2026-02-29', '2026-13-01', '2026-1-1', '2026-01-01T00:00:00Z', '１'])
      expect(json({ day })).toEqual([['/answers/day', 'invalid_date']]);
    for (const day of ['2023-12-31', '2027-01-01'])
      expect(json({ day })).toEqual([['/answers/day', 'out_of_range']]);
    expect(json({ day: 20240229 })).toEqual([['/answers/day', 'invalid_type']]);
  });
});

describe('a consent', () => {
  it('is given by true, and by a ticked box; a box that is not ticked says no', () => {
    expect(json({ agree: true })).toEqual({ agree: true });
    expect(json({ agree: false })).toEqual({ agree: false });
    expect(json({})).toEqual({});
    expect(form({ agree: 'on' })).toEqual({ agree: true });
    expect(form({ agree: 'false' })).toEqual({ agree: false });
    expect(form({})).toEqual({ agree: false });
    expect(json({ agree: 'true' })).toEqual([['/answers/agree', 'invalid_type']]);
    expect(form({ agree: 'yes' })).toEqual([['/answers/agree', 'invalid_type']]);
    expect(form({ agree: ['on', 'on'] })).toEqual([['/answers/agree', 'invalid_type']]);
  });

  it('must be given where it is required', () => {
    for (const encoding of ['json', 'form'] as const) {
      const strict = read(encoding, true, { agree: { required: true } });
      expect(strict({})).toEqual([['/answers/agree', 'required']]);
      expect(strict({ agree: encoding === 'json' ? false : 'false' })).toEqual([
        ['/answers/agree', 'required'],
      ]);
    }
  });
});

describe('a text', () => {
  it('keeps what was written, without control characters and lone halves of letters', () => {
    expect(json({ why: 'a\u0000b\u001b[31m\tc\r\nd\ud800\u0085' })).toEqual({
      why: 'ab[31m\tc\nd\ufffd',
    });
    // What was apart only by a control character is composed too.
    expect(json({ why: 'u\u0000\u0308' })).toEqual({ why: 'ü' });
  });
});

describe('parseAnswers', () => {
  it('takes again what it took, and never throws, for every type and name', () => {
    const names = fc.constantFrom(
      ...['rank', 'grid', 'day', 'agree', 'why', 'rank.price', 'grid.web', '__proto__', 'toString'],
    );
    const values = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('1', '2', 'on', 'good', '2024-02-29', ['price', 'range'], { web: 'good' }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(
        fc.dictionary(names, values),
        fc.constantFrom<Encoding>('json', 'form'),
        fc.boolean(),
        (given, encoding, complete) => {
          const options = { encoding, hidden: {}, complete };
          const first = parseAnswers(survey(), given, options);
          if (!first.ok) return;
          expect(Object.keys(first.value).every((id) => questions.some((q) => q.id === id))).toBe(
            true,
          );
          const again = parseAnswers(survey(), first.value, { ...options, encoding: 'json' });
          expect(again).toEqual(first);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
