import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayToDate } from '../../lib/shared/time.ts';
import type { Answers } from '../../lib/surveys/answers.ts';
import { typesOf } from '../../lib/surveys/counted-question.ts';
import { addHistograms, emptyHistogram, histogramOf } from '../../lib/surveys/histogram.ts';
import { meanInterval, shareInterval, studentQuantile } from '../../lib/surveys/interval.ts';
import { questionResults } from '../../lib/surveys/results.ts';
import { sampleDefinition } from './sample-survey.ts';

const definition = sampleDefinition();
const types = typesOf(definition.questions);
const responseOf = (answers: Answers, written: readonly string[] = []) =>
  histogramOf({ completed: true, answers, written }, types);
const resultsOf = (all: readonly Answers[]) =>
  questionResults(
    definition.questions,
    all.map((answers) => responseOf(answers)).reduce(addHistograms, emptyHistogram),
  );
const repeat = (value: number, count: number) => Array<number>(count).fill(value);

describe('questionResults', () => {
  it('gives the net promoter score with the interval of a +1, 0, -1 variable', () => {
    // 50 promoters, 30 passives, 20 detractors: 100 sqrt((0.5 + 0.2 - 0.3²) / 100) = 7.810249676.
    const ratings = [...repeat(10, 30), ...repeat(9, 20), ...repeat(8, 30), ...repeat(6, 20)];
    const { q1 } = resultsOf(ratings.map((value) => ({ q1: value })));
    expect(q1).toEqual({
      type: 'nps',
      n: 100,
      nps: 30,
      promoters: 50,
      passives: 30,
      detractors: 20,
      interval: [14.6922, 45.3078],
    });
  });

  it('gives top two boxes with the Wilson interval, and the mean', () => {
    // 81 of 263: Newcombe, Statistics in Medicine 17 (1998) 857-872, table I: 0.2553 to 0.3662.
    const [low, high] = shareInterval(81, 263);
    expect([low / 100, high / 100].map((share) => share.toFixed(4))).toEqual(['0.2553', '0.3662']);
    const { q2 } = resultsOf([5, 4, 3, 1].map((value) => ({ q2: value })));
    expect(q2).toMatchObject({ n: 4, topTwoBox: 50, mean: 3.25 });
    expect(q2).toHaveProperty('interval', [15.0039, 84.9961]);
  });

  it('keeps the interval of a share inside 0 to 100 where all answers agree', () => {
    expect(shareInterval(0, 20)).toEqual([0, expect.closeTo(16.1125, 3)]);
    expect(shareInterval(20, 20)).toEqual([expect.closeTo(83.8875, 3), 100]);
  });

  it('gives the mean effort with the interval of Student', () => {
    // Mean 5, standard deviation sqrt(2.5), t(4) = 2.776445: half width 1.963243.
    const { q3 } = resultsOf([3, 4, 5, 6, 7].map((value) => ({ q3: value })));
    expect(q3).toEqual({ type: 'ces', n: 5, mean: 5, interval: [3.0368, 6.9632] });
    expect(resultsOf([{ q3: 6 }])['q3']).toEqual({ type: 'ces', n: 1, mean: 6, interval: null });
  });

  it('counts options, with shares of those who answered', () => {
    const results = resultsOf([
      { q4: 'north', q5: ['staff', 'price'] },
      { q4: 'north', q5: ['staff'] },
      { q1: 3 },
    ]);
    expect(results['q4']).toEqual({
      type: 'single',
      n: 2,
      options: [
        { id: 'north', count: 2, share: 100 },
        { id: 'south', count: 0, share: 0 },
      ],
    });
    expect(results['q5']).toMatchObject({
      n: 2,
      options: [
        { id: 'staff', count: 2, share: 100 },
        { id: 'price', count: 1, share: 50 },
        { id: 'range', count: 0, share: 0 },
      ],
    });
  });

  it('counts a text that is there or was erased', () => {
    expect(questionResults(definition.questions, responseOf({}, ['why']))['why']).toEqual({
      type: 'text',
      n: 1,
    });
  });

  it('makes nothing up where nobody answered', () => {
    const results = questionResults(definition.questions, emptyHistogram);
    expect(results['q1']).toEqual({
      type: 'nps',
      n: 0,
      nps: null,
      promoters: null,
      passives: null,
      detractors: null,
      interval: null,
    });
    expect(results['q2']).toMatchObject({ n: 0, topTwoBox: null, mean: null, interval: null });
    expect(results['q3']).toMatchObject({ n: 0, mean: null, interval: null });
    expect(results['q4']).toHaveProperty('options.0', { id: 'north', count: 0, share: null });
    expect(results['why']).toEqual({ type: 'text', n: 0 });
  });

  it('holds its promises for all counts: shares add up and intervals hold their value', () => {
    const ratings = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(ratings, (values) => {
        const { q1 } = resultsOf(values.map((value) => ({ q1: value })));
        if (q1?.type !== 'nps') throw new Error('q1 is the nps question');
        const { promoters, passives, detractors, nps, interval } = q1;
        expect((promoters ?? 0) + (passives ?? 0) + (detractors ?? 0)).toBeCloseTo(100, 3);
        expect(interval?.[0]).toBeLessThanOrEqual(nps ?? -101);
        expect(interval?.[1]).toBeGreaterThanOrEqual(nps ?? 101);
      }),
    );
  });
});

describe('studentQuantile', () => {
  // Tables of Student's t, two-sided 95 %.
  it.each([
    [1, 12.7062],
    [4, 2.7764],
    [30, 2.0423],
    [31, 2.0395],
    [40, 2.0211],
    [60, 2.0003],
    [120, 1.9799],
    [100_000, 1.95999],
  ])('is right at %i degrees of freedom', (degrees, expected) => {
    expect(studentQuantile(degrees)).toBeCloseTo(expected, 4);
  });
});

describe('meanInterval', () => {
  it('stays on the scale', () => {
    expect(meanInterval({ n: 2, mean: 4, squares: 50 }, [1, 7])).toEqual([1, 7]);
  });
});

describe('addHistograms', () => {
  it('gives the same sum in any order and grouping', () => {
    const answers = fc.record(
      {
        q1: fc.integer({ min: 0, max: 10 }),
        q4: fc.constantFrom('north', 'south'),
        q5: fc.subarray(['staff', 'price', 'range'], { minLength: 1 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 12 }), fc.nat(), (all, cut) => {
        const days = all.map((given) => responseOf(given));
        const at = cut % (days.length + 1);
        const left = days.slice(0, at).reduce(addHistograms, emptyHistogram);
        const right = days.slice(at).reduce(addHistograms, emptyHistogram);
        expect(addHistograms(right, left)).toEqual(days.reduce(addHistograms, emptyHistogram));
      }),
    );
  });
});

describe('results of questions that are no scores', () => {
  const label = { en: 'A', zh: '甲' };
  const parts = (...ids: string[]) => ids.map((id) => ({ id, label }));
  const { questions } = sampleDefinition({
    questions: [
      { id: 'rank', type: 'ranking', options: parts('constructor', 'b', 'c'), places: 2 },
      { id: 'grid', type: 'matrix', rows: parts('r', 's'), columns: parts('good', 'bad') },
      { id: 'day', type: 'date' },
      { id: 'agree', type: 'consent' },
      { id: 'toString', type: 'multi', options: parts('valueOf', 'b') },
    ].map((question) => ({ label, ...question })),
  });
  const count = (all: readonly Answers[]) =>
    all
      .map((answers) => histogramOf({ completed: true, answers, written: [] }, typesOf(questions)))
      .reduce(addHistograms, emptyHistogram);
  const given: readonly Answers[] = [
    {
      rank: ['constructor', 'b'],
      grid: { r: 'good', s: 'bad' },
      day: '2026-03-02',
      agree: true,
      toString: ['valueOf'],
    },
    { rank: ['b', 'constructor'], grid: { r: 'bad' }, day: '2025-12-31', agree: true },
    { rank: ['c', 'b'], grid: { r: 'good' }, agree: false, toString: ['valueOf', 'b'] },
  ];

  it('gives places, cells, the span of days and the share that agreed', () => {
    expect(questionResults(questions, count(given))).toEqual({
      rank: {
        type: 'ranking',
        n: 3,
        options: [
          { id: 'constructor', count: 2, meanPlace: 1.5, first: 1 },
          { id: 'b', count: 3, meanPlace: 1.6667, first: 1 },
          { id: 'c', count: 1, meanPlace: 1, first: 1 },
        ],
      },
      grid: {
        type: 'matrix',
        n: 3,
        rows: [
          {
            id: 'r',
            n: 3,
            columns: [
              { id: 'good', count: 2, share: 66.6667 },
              { id: 'bad', count: 1, share: 33.3333 },
            ],
          },
          {
            id: 's',
            n: 1,
            columns: [
              { id: 'good', count: 0, share: 0 },
              { id: 'bad', count: 1, share: 100 },
            ],
          },
        ],
      },
      day: { type: 'date', n: 2, earliest: '2025-12-31', latest: '2026-03-02' },
      // 2 of 3, score interval.
      agree: { type: 'consent', n: 3, agreed: 66.6667, interval: [20.766, 93.8508] },
      toString: {
        type: 'multi',
        n: 2,
        options: [
          { id: 'valueOf', count: 2, share: 100 },
          { id: 'b', count: 1, share: 50 },
        ],
      },
    });
  });

  it('makes nothing up where nobody answered', () => {
    const none = questionResults(questions, emptyHistogram);
    expect(none['rank']).toHaveProperty('options.0', {
      id: 'constructor',
      count: 0,
      meanPlace: null,
      first: 0,
    });
    expect(none['grid']).toHaveProperty('rows.1.columns.0', { id: 'good', count: 0, share: null });
    expect(none['day']).toEqual({ type: 'date', n: 0, earliest: null, latest: null });
    expect(none['agree']).toEqual({ type: 'consent', n: 0, agreed: null, interval: null });
  });

  it('stays small: a year of dates is two days', () => {
    const days = Array.from({ length: 400 }, (_, at) => ({ day: dayToDate(20_000 + at) }));
    const { questions: counts } = count(days);
    expect(counts['day']).toEqual({
      answered: 400,
      values: {},
      dates: { earliest: dayToDate(20_000), latest: dayToDate(20_399) },
    });
  });

  it('adds up the same in any order', () => {
    expect(count(given.toReversed())).toEqual(count(given));
  });
});
