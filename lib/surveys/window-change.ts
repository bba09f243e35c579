import { wilsonInterval, z95 } from '../shared/intervals.ts';
import { round } from './rounding.ts';

/** Number, sum and sum of squares of values. */
export interface Moments {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

export interface Hits {
  readonly n: number;
  readonly hits: number;
}

/** A window against the one before it. */
export interface Change {
  /** Now less before, in units of the metric. */
  readonly difference: number;
  /** Of the difference, 95 %. */
  readonly interval: [number, number];
  /** Answers of the window before. */
  readonly n: number;
}

const varianceOfMean = ({ n, sum, squares }: Moments): number =>
  Math.max(0, squares - (sum * sum) / n) / (n - 1) / n;

/** Two means of answers that have nothing to do with each other (Welch; normal quantile). Null under two answers each. */
export const changeOfMean = (now: Moments, before: Moments, unit = 1): Change | null => {
  if (now.n < 2 || before.n < 2) return null;
  const difference = unit * (now.sum / now.n - before.sum / before.n);
  const half = unit * z95 * Math.sqrt(varianceOfMean(now) + varianceOfMean(before));
  return {
    difference: round(difference),
    interval: [round(difference - half), round(difference + half)],
    n: before.n,
  };
};

/** Two shares, in percent: the score interval of their difference (Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10). */
export const changeOfShare = (now: Hits, before: Hits): Change | null => {
  if (now.n === 0 || before.n === 0) return null;
  const [p, q] = [now.hits / now.n, before.hits / before.n];
  const [low, high] = wilsonInterval(now.hits, now.n);
  const [lowBefore, highBefore] = wilsonInterval(before.hits, before.n);
  const difference = p - q;
  return {
    difference: round(100 * difference),
    interval: [
      round(100 * (difference - Math.hypot(p - low, highBefore - q))),
      round(100 * (difference + Math.hypot(high - p, q - lowBefore))),
    ],
    n: before.n,
  };
};
