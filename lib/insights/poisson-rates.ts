import { z95 } from '../shared/intervals.ts';
import { incompleteBeta } from '../value/incomplete-beta.ts';

/** Events over an exposure. */
export interface RateCounts {
  readonly events: number;
  readonly exposure: number;
}

type Interval = readonly [low: number, high: number];

/**
 * The 95 % interval of a rate by Byar's approximation of the exact Poisson limits (Breslow and Day, Statistical Methods
 * in Cancer Research II (1987), 2.3); right to three digits from one event on. Needs an exposure.
 */
export const rateInterval = ({ events, exposure }: RateCounts): Interval => {
  const limit = (count: number, side: number) =>
    count * (1 - 1 / (9 * count) + (side * z95) / (3 * Math.sqrt(count))) ** 3;
  const low = events === 0 ? 0 : limit(events, -1);
  return [low / exposure, limit(events + 1, 1) / exposure];
};

const steps = 100;

/** The share at which a rising function of it reaches a level. */
const shareAt = (level: number, of: (share: number) => number): number => {
  let [low, high] = [0, 1];
  for (let step = 0; step < steps; step += 1) {
    const middle = (low + high) / 2;
    if (of(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

const tail = 0.025;

export interface RateRatio {
  readonly ratio: number | null;
  /** 95 %; an end that the counts do not bound is null. */
  readonly interval: readonly [low: number, high: number | null] | null;
  /** Two-sided, of equal rates. */
  readonly p: number | null;
}

/**
 * Two rates: given the sum of their events, the first count is binomial, so the exact limits of its share (Clopper and
 * Pearson, Biometrika 26 (1934) 404-413) give those of the ratio (Przyborowski and Wilenski, Biometrika 31 (1940)
 * 313-323). Null where there are no events.
 */
export const rateRatio = (one: RateCounts, other: RateCounts): RateRatio => {
  const n = one.events + other.events;
  if (n === 0 || one.exposure <= 0 || other.exposure <= 0)
    return { ratio: null, interval: null, p: null };
  const k = one.events;
  const asRatio = (share: number) => ((share / (1 - share)) * other.exposure) / one.exposure;
  // P(X >= k) = I_share(k, n - k + 1).
  const atLeast = (count: number, share: number) =>
    count <= 0 ? 1 : count > n ? 0 : incompleteBeta(share, count, n - count + 1);
  const low = k === 0 ? 0 : shareAt(tail, (share) => atLeast(k, share));
  const high = k === n ? 1 : shareAt(1 - tail, (share) => atLeast(k + 1, share));
  const equal = one.exposure / (one.exposure + other.exposure);
  const p = Math.min(1, 2 * Math.min(atLeast(k, equal), 1 - atLeast(k + 1, equal)));
  return {
    ratio: other.events === 0 ? null : asRatio(k / n),
    interval: [asRatio(low), high === 1 ? null : asRatio(high)],
    p,
  };
};
