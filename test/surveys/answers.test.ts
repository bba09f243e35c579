import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding } from '../../lib/surveys/answers.ts';
import { parseAnswers } from '../../lib/surveys/parse-answers.ts';
import { parseSubmission } from '../../lib/surveys/parse-submission.ts';
import { sampleDefinition } from './sample-survey.ts';

const definition = sampleDefinition();
const read = (encoding: Encoding) => (answers: Record<string, unknown>) =>
  parseAnswers(definition, answers, { encoding, hidden: {}, complete: true });
const json = read('json');
const form = read('form');
const errorsOf = (result: ReturnType<typeof json>) =>
  result.ok ? [] : result.failure.errors?.map(({ pointer, code }) => [pointer, code]);

describe('parseAnswers', () => {
  it('gives the same answers for JSON and for a form that says the same', () => {
    const text = 'Sehr gut\nund günstig';
    const fromJson = json({ q1: 9, q2: 4, q3: 7, q4: 'north', q5: ['range', 'staff'], why: text });
    const fromForm = form({
      q1: '9',
      q2: '4',
      q3: '7',
      q4: 'north',
      q5: ['staff', 'range'],
      why: 'Sehr gut\r\nund gu\u0308nstig ',
    });
    expect(fromForm).toEqual(fromJson);
    expect(fromJson).toEqual({
      ok: true,
      value: { q1: 9, q2: 4, q3: 7, q4: 'north', q5: ['staff', 'range'], why: text },
    });
  });

  it.each([
    ['q1', 0, 10],
    ['q2', 1, 5],
    ['q3', 1, 7],
  ])('takes the whole scale of %s and nothing beside it', (id, low, high) => {
    for (const value of [low, high]) expect(json({ q1: 1, [id]: value }).ok).toBe(true);
    for (const value of [low - 1, high + 1]) {
      expect(errorsOf(json({ q1: 1, [id]: value }))).toEqual([[`/answers/${id}`, 'out_of_range']]);
    }
  });

  it.each([9.5, '9', true, [9], {}, Number.NaN])('refuses %j as a rating in JSON', (value) => {
    expect(errorsOf(json({ q1: value }))).toEqual([['/answers/q1', 'invalid_type']]);
  });

  it.each(['9.5', '+9', '09', ' 9', '1e1', '0x9', 'nine', ['9', '8']])(
    'refuses %j as a rating in a form',
    (value) => {
      expect(errorsOf(form({ q1: value }))).toEqual([['/answers/q1', 'invalid_type']]);
    },
  );

  it('takes one checked box of a form as a list of one', () => {
    expect(form({ q1: '1', q5: 'price' })).toEqual({ ok: true, value: { q1: 1, q5: ['price'] } });
    expect(errorsOf(json({ q1: 1, q5: 'price' }))).toEqual([['/answers/q5', 'invalid_type']]);
  });

  it('reports everything that is wrong, unknown questions by name', () => {
    const given = { q2: 9, q4: 'east', q5: ['staff', 'staff'], 'q/9': 1, why: 'x'.repeat(4_001) };
    expect(errorsOf(json(given))).toEqual([
      ['/answers/q1', 'required'],
      ['/answers/q2', 'out_of_range'],
      ['/answers/q4', 'unknown_option'],
      ['/answers/q5', 'repeated_option'],
      ['/answers/why', 'too_long'],
      ['/answers/q~19', 'unknown_name'],
    ]);
  });

  it.each([undefined, null, '', []])('takes %j for no answer', (nothing) => {
    expect(json({ q1: 1, q2: nothing, why: nothing })).toEqual({ ok: true, value: { q1: 1 } });
    expect(errorsOf(json({ q1: nothing }))).toEqual([['/answers/q1', 'required']]);
  });

  it('takes a text of white space for no answer', () => {
    expect(form({ q1: '1', why: ' \r\n ' })).toEqual({ ok: true, value: { q1: 1 } });
  });

  it('never throws, and what it accepts it accepts again unchanged', () => {
    const ids = fc.constantFrom('q1', 'q2', 'q3', 'q4', 'q5', 'why', '__proto__', 'toString');
    const values = fc.oneof(
      fc.jsonValue(),
      fc.integer({ min: -1, max: 11 }),
      fc.constantFrom('north', 'staff', ['staff']),
      fc.string({ unit: 'binary' }),
    );
    const given = fc.dictionary(ids, values);
    fc.assert(
      fc.property(given, fc.constantFrom('json' as const, 'form' as const), (answers, encoding) => {
        const first = read(encoding)(answers);
        if (!first.ok) return;
        expect(json({ ...first.value })).toEqual(first);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('parseSubmission', () => {
  it('names wrong hidden fields and wrong answers together, and nothing that hangs on them', () => {
    const label = { en: 'And?', zh: '还有？' };
    const [q1] = definition.questions;
    const survey = sampleDefinition({
      questions: [
        q1,
        {
          ...{ id: 'member', type: 'text', label, required: true },
          showIf: { hidden: 'club', is: 'yes' },
        },
      ],
      hidden: [{ id: 'club', type: 'choice', values: ['yes', 'no'] }],
    });
    const given = { answers: { q1: 11, more: 1 }, hidden: { club: 'maybe' }, trusted: {} };
    const read = parseSubmission(survey, { ...given, encoding: 'json', complete: true }, {});
    expect(read.ok ? [] : read.failure.errors?.map(({ pointer }) => pointer)).toEqual([
      '/hidden/club',
      '/answers/q1',
      '/answers/more',
    ]);
  });
});
