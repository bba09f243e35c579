import { describe, expect, it } from 'vitest';
import { windowBefore } from '../../lib/surveys/answer-window.ts';
import {
  expectationGap,
  type GapAnswer,
  gapCounts,
  gapPairs,
} from '../../lib/surveys/expectation-gap.ts';
import { restKey } from '../../lib/surveys/group-blocks.ts';
import { dimensionsOf, groupsOf } from '../../lib/surveys/group-key.ts';
import { groupResults, slicesOf, stepResults } from '../../lib/surveys/group-results.ts';
import { type Histogram, histogramOf } from '../../lib/surveys/histogram.ts';
import { dayTally } from '../../lib/surveys/histogram-tally.ts';
import { largestGroups } from '../../lib/surveys/largest-groups.ts';
import { measuredResults } from '../../lib/surveys/question-metrics.ts';
import { changeOfMean, changeOfShare } from '../../lib/surveys/window-change.ts';
import { sampleDefinition } from './sample-survey.ts';

const definition = sampleDefinition();
const { questions } = definition;
const types = new Map(questions.map(({ id, type }) => [id, type]));
const answered = (answers: Record<string, number>): Histogram =>
  histogramOf({ completed: true, answers, written: [] }, types);

describe('a change of windows', () => {
  it('has the published interval of two shares', () => {
    // Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, 56/70 against 48/80, method 10: 0.0524 to 0.3339.
    const change = changeOfShare({ hits: 56, n: 70 }, { hits: 48, n: 80 });
    expect(change).toEqual({ difference: 20, interval: [5.2431, 33.3873], n: 80 });
  });

  it('has the interval of two means', () => {
    // Means 4 and 3, variances 1 (n 3) and 2 (n 2): 1 ± 1.959964 sqrt(1/3 + 1) = 1 ± 2.2632.
    const change = changeOfMean({ n: 3, sum: 12, squares: 50 }, { n: 2, sum: 6, squares: 20 });
    expect(change).toEqual({ difference: 1, interval: [-1.2632, 3.2632], n: 2 });
    expect(changeOfMean({ n: 1, sum: 1, squares: 1 }, { n: 9, sum: 9, squares: 9 })).toBeNull();
  });

  it('is against as many days before', () => {
    expect(windowBefore({ from: 10, to: 16 })).toEqual({ from: 3, to: 9 });
  });
});

describe('measured results', () => {
  it('give each metric its trend, or why there is none', () => {
    const counts = Array.from({ length: 60 }, (_, index) => ({
      day: index,
      histogram: answered({ q1: index < 30 ? 0 : 10, q2: index < 30 ? 2 : 5, q3: 4 + (index % 3) }),
    }));
    const results = measuredResults(questions, { counts });
    expect(results['q1']).toMatchObject({
      n: 60,
      fewAnswers: false,
      trend: { direction: 'rising' },
    });
    expect(results['q2']).toMatchObject({ topTwoBox: 50, trend: { direction: 'rising' } });
    expect(results['q3']).toMatchObject({
      easy: 66.6667,
      trend: { direction: 'none' },
      noTrend: null,
    });
    const few = measuredResults(questions, {
      counts: counts.slice(0, 3),
      before: counts.slice(3, 5),
    });
    expect(few['q1']).toMatchObject({ fewAnswers: true, trend: null, noTrend: 'few_answers' });
    expect(few['q1']).toHaveProperty('change.difference', 0);
    expect(few['q4']).toEqual({ type: 'single', n: 0, options: expect.anything() });
  });
});

describe('groups', () => {
  it('are those of the survey mode and its hidden fields', () => {
    expect(dimensionsOf('identified', [{ id: 'shop' }])).toEqual(
      expect.arrayContaining(['tier', 'interviewer', 'hidden:shop', 'step']),
    );
    expect(dimensionsOf('confidential', [])).not.toContain('interviewer');
    expect(dimensionsOf('anonymous', [])).toEqual(['channel', 'language', 'version', 'step']);
  });

  it('follow from what is known of a response, and a text cannot pass for the rest', () => {
    const groups = groupsOf('identified', {
      ...{ channel: 'qr', language: 'zh', surveyVersion: 2, interviewer: undefined },
      classes: { tier: null, stage: 'loyal', activity: 'active', risk: 'low' },
      hidden: { shop: restKey },
    });
    expect(Object.fromEntries(groups)).toEqual({
      ...{ channel: 'qr', language: 'zh', version: '2', interviewer: 'none' },
      ...{ tier: 'none', stage: 'loyal', activity: 'active', risk: 'low' },
      'hidden:shop': `~${restKey}`,
    });
  });

  it('add up to the total, whatever they are told apart by', () => {
    const tally = dayTally();
    for (const [channel, q1] of [
      ['web', 9],
      ['web', 0],
      ['qr', 9],
    ] as const)
      tally.add(
        { completed: true, answers: { q1 }, written: [], groups: new Map([['channel', channel]]) },
        types,
      );
    const { total, groups } = tally.sum();
    expect(total).toMatchObject({
      responses: 3,
      questions: { q1: { answered: 3, values: { 9: 2, 0: 1 } } },
    });
    const slices = slicesOf([{ day: 1, total, groups: groups.get('channel') ?? new Map() }]);
    const shown = groupResults(questions, slices, { isShielded: false });
    expect(shown.map(({ key, responses }) => [key, responses])).toEqual([
      ['web', 2],
      ['qr', 1],
    ]);
  });

  it('beyond the largest are added up', () => {
    const one = answered({ q1: 9 });
    const groups = new Map(['a', 'b', 'c', 'd'].map((key) => [key, one]));
    const kept = largestGroups(groups, 2);
    expect([...kept].map(([key, { responses }]) => [key, responses])).toEqual([
      ['a', 1],
      ['b', 1],
      [restKey, 2],
    ]);
  });

  it('are as many as an answer has room for: those of long surveys are added up earlier', () => {
    const long = Array.from({ length: 100 }, (_, at) => ({ id: `q${at}`, type: 'nps' as const }));
    const given = Object.fromEntries(long.map(({ id }) => [id, 9]));
    const one = histogramOf({ completed: true, answers: given, written: [] }, new Map());
    const keys = Array.from({ length: 190 }, (_, at) => `g${String(at).padStart(3, '0')}`);
    const groups = new Map([restKey, ...keys].map((key) => [key, one]));
    const total = { ...one, responses: 191, completed: 191 };
    const slices = slicesOf([{ day: 1, total, groups }]);
    const shown = groupResults(long, slices, { isShielded: false });
    expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThan(2_600_000);
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.at(-1)?.key).toBe(restKey);
    expect(shown.reduce((sum, { responses }) => sum + (responses ?? 0), 0)).toBe(191);
  });

  it('by step take the questions apart, those without one together', () => {
    const steps = sampleDefinition({
      questions: questions.map((question) =>
        question.id === 'q2' ? { ...question, step: 'delivery' } : question,
      ),
    });
    const found = stepResults(steps, steps.questions, {
      counts: [{ day: 1, histogram: answered({ q1: 9, q2: 4 }) }],
      all: { responses: 1, completed: 1 },
    });
    expect(found.map(({ key, questions: of }) => [key, Object.keys(of ?? {})])).toEqual([
      ['none', ['q1', 'q3', 'q4', 'q5', 'why']],
      ['delivery', ['q2']],
    ]);
  });
});

describe('the expectation gap', () => {
  const half = (more: Partial<GapAnswer>): GapAnswer => ({
    ...{ customer: 'a', order: null, responseId: 'r', at: '2026-01-01', day: 100 },
    ...{ aspect: 'speed', moment: 'before', value: 4, ...more },
  });
  const lived = (more: Partial<GapAnswer>) =>
    half({ moment: 'after', responseId: 's', at: '2026-01-20', day: 119, value: 3, ...more });

  it('pairs the same order first, else the latest expectation within 90 days, each once', () => {
    const older = half({ order: 'A', value: 5 });
    const newer = half({ order: 'B', value: 2, at: '2026-01-05', day: 104, responseId: 'n' });
    const differences = (answers: readonly GapAnswer[]) =>
      gapPairs(answers).map(({ difference }) => difference);
    expect(differences([older, newer, lived({ order: 'A' })])).toEqual([-2]);
    expect(differences([older, newer, lived({})])).toEqual([1]);
    expect(differences([older, lived({ order: 'C' })])).toEqual([]);
    expect(differences([older, lived({ day: 191 })])).toEqual([]);
    expect(differences([older, lived({ customer: 'b' })])).toEqual([]);
    expect(differences([older, lived({}), lived({ responseId: 't' })])).toEqual([-2]);
    expect(differences([half({}), lived({ responseId: 'r', at: '2026-01-01' })])).toEqual([-1]);
  });

  it('has the interval of the paired t test', () => {
    // By hand: mean −1, deviation sqrt(2/3), n 4, t(3) = 3.18245.
    const pairs = [-2, -1, -1, 0].map((difference) => ({
      aspect: 'speed',
      day: 1,
      difference,
      after: lived({}),
    }));
    expect(expectationGap('speed', gapCounts(pairs))).toEqual({
      ...{ aspect: 'speed', n: 4, mean: -1, interval: [-2.2992, 0.2992], effectSize: -1.2247 },
      ...{ fellShort: 75, met: 25, surpassed: 0 },
    });
    expect(expectationGap('speed', gapCounts([]))).toMatchObject({
      n: 0,
      mean: null,
      interval: null,
    });
  });
});
