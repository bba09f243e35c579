import { describe, expect, it } from 'vitest';
import {
  areaDifference,
  areaUnderCurve,
  meanDifference,
} from '../../lib/evaluation/area-under-curve.ts';
import { countErrors } from '../../lib/evaluation/count-errors.ts';
import { captured, cumulativeGains } from '../../lib/evaluation/gains.ts';
import { churnScores } from '../../lib/evaluation/probability-scores.ts';
import { equalCountBins, midranks } from '../../lib/evaluation/ranks.ts';
import { generator } from '../value/simulate-histories.ts';

/** Every pair of a positive and a negative, ties one half: the definition, in O(n²). */
const areaByPairs = (scores: readonly number[], labels: readonly boolean[]): number => {
  let won = 0;
  let pairs = 0;
  scores.forEach((score, i) => {
    if (!labels[i]) return;
    scores.forEach((other, j) => {
      if (labels[j]) return;
      pairs += 1;
      won += score > other ? 1 : score === other ? 0.5 : 0;
    });
  });
  return won / pairs;
};

const drawn = (size: number, levels: number) => {
  const random = generator(7);
  const scores = Array.from({ length: size }, () => Math.floor(random() * levels));
  const labels = scores.map((score) => random() < 0.2 + (0.6 * score) / levels);
  const other = scores.map((score) => score + Math.floor(random() * 3));
  return { scores, other, labels };
};

describe('ranks', () => {
  it('gives equal values the mean of their ranks', () => {
    expect([...midranks([30, 10, 20, 20])]).toEqual([4, 1, 2.5, 2.5]);
  });

  it('fills bins evenly and splits equal values by their order', () => {
    expect([...equalCountBins([5, 5, 5, 5, 1, 9], 3)]).toEqual([0, 1, 1, 2, 0, 2]);
  });
});

describe('area under the curve', () => {
  it('is the share of pairs in the right order, ties one half', () => {
    expect(areaUnderCurve([0.9, 0.8, 0.8, 0.1], [true, true, false, false])).toBe(0.875);
    const { scores, labels } = drawn(400, 12);
    expect(areaUnderCurve(scores, labels)).toBeCloseTo(areaByPairs(scores, labels), 12);
  });

  it('is nothing where only one outcome came', () => {
    expect(areaUnderCurve([1, 2], [true, true])).toBeNull();
    expect(areaDifference([[1], [2]], [false])).toBeNull();
  });

  it('differs from another score with the standard error of DeLong, equation 5, pair by pair', () => {
    const { scores, other, labels } = drawn(150, 9);
    const placement = (values: readonly number[], own: number, from: boolean) => {
      const against = values.filter((_, index) => labels[index] !== from);
      const won = against.map((value): number => {
        const mine = values[own] ?? 0;
        if (value === mine) return 0.5;
        return value < mine === from ? 1 : 0;
      });
      return won.reduce((sum, each) => sum + each, 0) / against.length;
    };
    const part = (from: boolean) => {
      const rows = labels.flatMap((label, index) => (label === from ? [index] : []));
      const gaps = rows.map((row) => placement(scores, row, from) - placement(other, row, from));
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      const squares = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0);
      return squares / (gaps.length - 1) / gaps.length;
    };
    const found = areaDifference([scores, other], labels);
    expect(found?.difference).toBeCloseTo(
      areaByPairs(scores, labels) - areaByPairs(other, labels),
      12,
    );
    expect(found?.standardError).toBeCloseTo(Math.sqrt(part(true) + part(false)), 12);
  });

  it('does not differ from itself at all', () => {
    const { scores, labels } = drawn(50, 5);
    expect(areaDifference([scores, scores], labels)).toEqual({ difference: 0, standardError: 0 });
  });

  it('ranks 200,000 cases in the time of a sort', () => {
    const { scores, labels } = drawn(200_000, 5_000);
    const startedAt = performance.now();
    areaUnderCurve(scores, labels);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('errors of counts', () => {
  it('are the figures computed by hand', () => {
    expect(countErrors([1, 2, 3], [0, 2, 6])).toEqual({
      total: 6,
      actual: 8,
      bias: -0.25,
      mae: 4 / 3,
      rmse: Math.sqrt(10 / 3),
    });
  });

  it('have no bias where nothing came', () => {
    expect(countErrors([1], [0]).bias).toBeNull();
    expect(countErrors([], [])).toMatchObject({ total: 0, mae: 0, rmse: 0 });
  });

  it('have a mean difference with its standard error', () => {
    expect(meanDifference([1, 2, 3], [0, 0, 0])).toEqual({
      difference: 2,
      standardError: Math.sqrt(1 / 3),
    });
    expect(meanDifference([], [])).toBeNull();
  });
});

describe('scores of probabilities', () => {
  it('are the figures computed by hand', () => {
    const scores = churnScores([0.8, 0.4], [true, false]);
    expect(scores.brier).toBeCloseTo((0.04 + 0.16) / 2, 12);
    expect(scores.logLoss).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 12);
    expect(scores.auc).toBe(1);
    expect(scores.ece10).toBeCloseTo(0.3, 12);
  });

  it('are calibrated where the shares come true, tenth by tenth', () => {
    const probabilities = Array.from({ length: 1_000 }, (_, index) => Math.floor(index / 100) / 10);
    const labels = probabilities.map((p, index) => (index % 100) / 100 < p);
    const { ece10, calibration } = churnScores(probabilities, labels);
    expect(ece10).toBeCloseTo(0, 12);
    expect(calibration).toHaveLength(10);
    expect(calibration[3]).toEqual({
      predicted: expect.closeTo(0.3, 12),
      observed: 0.3,
      n: 100,
    });
  });

  it('stay finite for a certainty that failed', () => {
    expect(churnScores([0, 1], [true, false]).logLoss).toBeCloseTo(-Math.log(1e-15), 9);
  });
});

describe('gains', () => {
  it('are what the best by prediction hold', () => {
    const actual = [10, 0, 30, 60];
    expect(captured([4, 1, 2, 3], actual, 0.5)).toBe(0.7);
    expect(captured(actual, actual, 0.25)).toBe(0.6);
    expect(captured([4, 1, 2, 3], actual, 0.125)).toBeCloseTo(0.05, 12);
    expect(captured([1], [0], 0.1)).toBeNull();
    expect(cumulativeGains([4, 1, 2, 3], actual).at(-1)).toBe(1);
    expect(cumulativeGains([1], [0])).toEqual([]);
  });
});
