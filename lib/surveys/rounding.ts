import type { Interval } from './interval.ts';

/** Four digits behind the point: far below the width of any interval, and free of binary noise. */
export const round = (value: number): number => Math.round(value * 10_000) / 10_000 + 0;

export const roundInterval = (interval: Interval | null): Interval | null =>
  interval && [round(interval[0]), round(interval[1])];

/** A share in percent; null of nobody. */
export const percentOf = (count: number, n: number): number | null =>
  n === 0 ? null : round((100 * count) / n);
