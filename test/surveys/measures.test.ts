import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionErrors } from '../../lib/surveys/check-definition.ts';
import { typesOf } from '../../lib/surveys/counted-question.ts';
import { formPage } from '../../lib/surveys/form-page.ts';
import { addHistograms, emptyHistogram, histogramOf } from '../../lib/surveys/histogram.ts';
import { metricsOf } from '../../lib/surveys/measures.ts';
import { parseAnswers } from '../../lib/surveys/parse-answers.ts';
import { questionBlocks } from '../../lib/surveys/question-blocks.ts';
import { questionResults } from '../../lib/surveys/results.ts';
import { sampleDefinition } from './sample-survey.ts';

const label = { en: 'How far?', zh: '多远？' };
const distance = { id: 'far', type: 'number', label, min: -5, max: 500, decimals: 1 };
const numbered = (...more: Record<string, unknown>[]) =>
  sampleDefinition({ questions: [distance, ...more] });
const definition = numbered();
const types = typesOf(definition.questions);
const codes = (answers: Record<string, unknown>, encoding: 'json' | 'form' = 'json') => {
  const result = parseAnswers(definition, answers, { encoding, hidden: {}, complete: true });
  return result.ok ? result.value : result.failure.errors?.map(({ code }) => code);
};
const blocks = questionBlocks('CNY');
const standard = sampleDefinition({ questions: blocks.flatMap(({ questions }) => questions) });

describe('a number', () => {
  it('is taken within its range and its decimals, from JSON and from a form', () => {
    for (const far of [-5, 0, 12.5, 500]) {
      expect(codes({ far })).toEqual({ far });
      expect(codes({ far: String(far) }, 'form')).toEqual({ far });
    }
    expect(codes({ far: -0 })).toEqual({ far: 0 });
    expect(codes({ far: '' }, 'form')).toEqual({});
  });

  it.each([
    [-5.1, 'out_of_range'],
    [500.1, 'out_of_range'],
    [1.25, 'too_many_decimals'],
    ['12', 'invalid_type'],
    [Number.NaN, 'invalid_type'],
    [Number.POSITIVE_INFINITY, 'invalid_type'],
  ])('refuses %s with %s', (far, code) => {
    expect(codes({ far })).toEqual([code]);
  });

  it.each(['1e2', '0x1f', ' 5', '5,5', '--5', '05', '9'.repeat(40)])(
    'refuses %s in a form',
    (far) => {
      expect(codes({ far }, 'form')).toEqual(['invalid_type']);
    },
  );

  it('is published only with a range, and with its unit in every language', () => {
    const found = (change: Record<string, unknown>) =>
      definitionErrors(numbered({ ...distance, id: 'other', ...change })).map(
        ({ pointer, code }) => [pointer, code],
      );
    expect(found({})).toEqual([]);
    expect(found({ max: -5 })).toEqual([['/questions/1/max', 'invalid_range']]);
    expect(found({ unit: { en: 'km' } })).toEqual([['/questions/1/unit/zh', 'missing_language']]);
    expect(found({ measures: 'wallet' })).toEqual([['/questions/1/min', 'invalid_range']]);
  });

  it('has a labelled field with range and unit, which keeps what was entered', () => {
    const page = formPage({
      definition: numbered({ ...distance, id: 'km', unit: { en: 'km', zh: '公里' } }),
      language: 'zh',
      address: () => '',
      fields: { km: '900"' },
      errors: [{ pointer: '/answers/km', code: 'out_of_range', message: '' }],
      personal: true,
    });
    expect(page).toContain('for="q-km"');
    expect(page).toContain('id="q-km" name="km" value="900&quot;"');
    expect(page).toContain('-5 至 500 之间');
    expect(page).toContain('<span>公里</span>');
    expect(page).toContain('aria-describedby="q-km-hint q-km-error" aria-invalid="true"');
  });

  it('gives number of answers, mean and the interval of Student', () => {
    const answers = [3, 4, 5, 6, 7, 250.5].map((far) =>
      histogramOf({ completed: true, answers: { far }, written: [] }, types),
    );
    const five = answers.slice(0, 5).reduce(addHistograms, emptyHistogram);
    expect(questionResults(definition.questions, five)['far']).toEqual({
      type: 'number',
      n: 5,
      mean: 5,
      interval: [3.0368, 6.9632],
    });
    const six = answers.reduce(addHistograms, emptyHistogram);
    expect(questionResults(definition.questions, six)['far']).toMatchObject({
      n: 6,
      mean: 45.9167,
    });
    expect(questionResults(definition.questions, emptyHistogram)['far']).toEqual({
      type: 'number',
      n: 0,
      mean: null,
      interval: null,
    });
  });

  it('keeps its daily counts small however many values were given', () => {
    const day = Array.from({ length: 5_000 }, (_, index) =>
      histogramOf({ completed: true, answers: { far: index / 10 }, written: [] }, types),
    ).reduce(addHistograms, emptyHistogram);
    expect(Object.keys(day.questions['far']?.values ?? {})).toHaveLength(11);
    const result = questionResults(definition.questions, day)['far'];
    expect(result).toMatchObject({ n: 5_000, mean: 249.95 });
  });
});

describe('what questions measure', () => {
  const all = (value: number) =>
    Object.fromEntries(
      standard.questions.flatMap(({ id, type }) => (type === 'ces' ? [[id, value]] : [])),
    );

  it('gives the three perceived values on 0 to 100 and no score of effort', () => {
    const metrics = (value: number) => metricsOf(standard, all(value), 2);
    expect(metrics(1)).toEqual({ economic: 0, functional: 0, emotional: 0, repurchase: 0 });
    expect(metrics(4)).toEqual({ economic: 50, functional: 50, emotional: 50, repurchase: 50 });
    expect(metrics(7)).toEqual({ economic: 100, functional: 100, emotional: 100, repurchase: 100 });
    expect(metricsOf(standard, { value_price: 7, value_saving: 4 }, 2)).toEqual({ economic: 75 });
    expect(metricsOf(standard, {}, 2)).toEqual({});
  });

  it('keeps every index between its ends', () => {
    const ids = standard.questions.flatMap(({ id, type }) => (type === 'ces' ? [id] : []));
    const answers = fc.dictionary(fc.constantFrom(...ids), fc.integer({ min: 1, max: 7 }));
    fc.assert(
      fc.property(answers, (given) => {
        const values = Object.values(metricsOf(standard, given, 2));
        expect(values.every((value) => value >= 0 && value <= 100)).toBe(true);
      }),
    );
  });

  it('gives the stated spend in minor units of the currency', () => {
    expect(metricsOf(standard, { yearly_spend: 1_200 }, 2)).toEqual({ wallet: 120_000 });
    expect(metricsOf(standard, { yearly_spend: 1_200 }, 0)).toEqual({ wallet: 1_200 });
  });

  it('leaves rated questions without a measure what they are', () => {
    const answers = { q1: 9, q2: 4, q3: 6 };
    expect(metricsOf(sampleDefinition(), answers, 2)).toEqual({ nps: 9, csat: 4, ces: 6 });
  });

  it('allows one question about the wallet', () => {
    const [wallet] = blocks[1]?.questions ?? [];
    const twice = sampleDefinition({ questions: [wallet, { ...wallet, id: 'again' }] });
    expect(definitionErrors(twice)).toEqual([
      expect.objectContaining({ pointer: '/questions/1/measures', code: 'repeated_measure' }),
    ]);
  });
});

describe('the standard blocks', () => {
  it('can be published together, each label in both languages', () => {
    expect(definitionErrors(standard)).toEqual([]);
    const measured = standard.questions.flatMap((question) =>
      'measures' in question ? [question.measures] : [],
    );
    expect(new Set(measured)).toEqual(
      new Set(['economic', 'functional', 'emotional', 'wallet', 'repurchase']),
    );
  });
});
