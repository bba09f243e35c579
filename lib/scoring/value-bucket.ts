import { levelOf } from './hysteresis.ts';

/** Bucket 99 starts at 10^9 minor units: a bucket is 24 % wide. */
const decades = 9;
const bucketMax = 99;
/** In buckets: a value moves out of its bucket when it is a quarter of a bucket beyond. */
const margin = 0.25;

const bounds = Array.from({ length: bucketMax - 1 }, (_, index) => index + 1);

/** Position on the logarithmic scale: 0 at one minor unit. */
const positionOf = (clv: number): number => (Math.log10(clv) * (bucketMax - 1)) / decades;

/**
 * The value bucket of a CLV in minor units: 0 for less than one unit, then 1 to 99 on a logarithmic scale, with a
 * margin against the stored one (0 stands for none), because each move is a write of the customer's index entries.
 */
export const bucketOf = (clv: number, stored: number): number => {
  if (!(clv >= 1)) return 0;
  const levels = {
    bounds,
    above: (bound: number) => bound + margin,
    below: (bound: number) => bound - margin,
  };
  return 1 + levelOf(positionOf(clv), levels, stored === 0 ? null : stored - 1);
};
