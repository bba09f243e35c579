import { describe, expect, it } from 'vitest';
import { fitBoundedLogistic } from '../../lib/churn/bounded-logistic.ts';
import { expectedShift, shiftToMean } from '../../lib/churn/level-shift.ts';
import { logistic } from '../../lib/value/log-space.ts';
import { generator } from '../value/simulate-histories.ts';

const sample = (rows: number, [level, slope]: readonly [number, number]) => {
  const random = generator(11);
  const columns = new Float64Array(rows * 2);
  const outcomes = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const x = random() * 2 - 1;
    columns.set([1, x], row * 2);
    outcomes[row] = random() < logistic(level + slope * x) ? 1 : 0;
  }
  return { columns, size: 2, offsets: new Float64Array(rows), outcomes };
};

const free = { precision: 1e-6, min: -50, max: 50 };

/** Gradient of the log posterior by one coefficient. */
const gradient = (
  { columns, outcomes }: ReturnType<typeof sample>,
  fitted: Float64Array,
  j: number,
): number =>
  outcomes.reduce((sum, outcome, row) => {
    const mean = logistic((fitted[0] ?? 0) + (fitted[1] ?? 0) * (columns[row * 2 + 1] ?? 0));
    return sum + (outcome - mean) * (columns[row * 2 + j] ?? 0);
  }, 0);

describe('logistic regression with priors and bounds', () => {
  it('recovers what made the data, at a point where the gradient vanishes', () => {
    const rows = sample(20_000, [-0.5, 1.2]);
    const fitted = fitBoundedLogistic(rows, [free, free]);
    expect(fitted[0]).toBeCloseTo(-0.5, 1);
    expect(fitted[1]).toBeCloseTo(1.2, 1);
    expect(Math.abs(gradient(rows, fitted, 0))).toBeLessThan(1e-5);
    expect(Math.abs(gradient(rows, fitted, 1))).toBeLessThan(1e-5);
  });

  it('balances data and prior: the gradient is what the prior pulls back', () => {
    const rows = sample(300, [0, 1.2]);
    const prior = { ...free, precision: 1 / 0.35 ** 2 };
    const fitted = fitBoundedLogistic(rows, [free, prior]);
    expect(gradient(rows, fitted, 1)).toBeCloseTo((fitted[1] ?? 0) * prior.precision, 5);
    expect(fitted[1]).toBeLessThan(fitBoundedLogistic(rows, [free, free])[1] ?? 0);
  });

  it('stops at a bound, with the others at their best given it', () => {
    const rows = sample(2000, [0.3, 1.2]);
    const fitted = fitBoundedLogistic(rows, [free, { ...free, max: 0 }]);
    expect(fitted[1]).toBe(0);
    expect(Math.abs(gradient(rows, fitted, 0))).toBeLessThan(1e-5);
  });

  it('is finite where the outcome is told apart perfectly, or always the same', () => {
    const rows = sample(100, [0, 0]);
    const split = rows.outcomes.map((_, row) => ((rows.columns[row * 2 + 1] ?? 0) > 0 ? 1 : 0));
    const prior = { ...free, precision: 1 };
    for (const outcomes of [split, split.map(() => 1), split.map(() => 0)]) {
      const fitted = fitBoundedLogistic({ ...rows, outcomes }, [prior, prior]);
      expect(fitted.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('level', () => {
  it('is moved to a mean exactly', () => {
    const logOdds = [-3, -1, 0, 0.5, 4];
    const shift = shiftToMean(logOdds, 0.7);
    const mean = logOdds.reduce((sum, value) => sum + logistic(value + shift), 0) / 5;
    expect(mean).toBeCloseTo(0.7, 12);
    expect(shiftToMean([], 0.5)).toBe(0);
  });

  it('of one large window counts half, of many nearly whole, of a small one hardly', () => {
    const window = (shift: number, information = 1e9) => ({ shift, information });
    expect(expectedShift([window(0.4)])).toBeCloseTo(0.2, 6);
    expect(expectedShift([window(0.4), window(0.4), window(0.4)])).toBeCloseTo(0.3, 6);
    expect(expectedShift([window(0.4), window(-0.4)])).toBeCloseTo(0, 12);
    expect(expectedShift([window(0.4, 1)])).toBeLessThan(0.04);
    expect(expectedShift([])).toBe(0);
  });
});
