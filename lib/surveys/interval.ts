import { wilsonInterval, z95 } from '../shared/intervals.ts';
/** An interval as `[low, high]`. */
export type Interval = readonly [number, number];

const bounded = (low: number, high: number, [least, most]: Interval): Interval => [
  Math.max(least, low),
  Math.min(most, high),
];

/**
 * The net promoter score is the mean of a variable that is +1, 0 or -1, so its standard error is
 * 100 sqrt((p + d - (p - d)^2) / n). Normal approximation, cut to the scale.
 */
export const netPromoterInterval = (promoters: number, detractors: number, n: number): Interval => {
  const p = promoters / n;
  const d = detractors / n;
  const halfWidth = 100 * z95 * Math.sqrt(Math.max(0, p + d - (p - d) ** 2) / n);
  const score = 100 * (p - d);
  return bounded(score - halfWidth, score + halfWidth, [-100, 100]);
};

/** Score interval of a share, in percent. */
export const shareInterval = (hits: number, n: number): Interval => {
  const [low, high] = wilsonInterval(hits, n);
  return [100 * low, 100 * high];
};

/** Quantiles 0.975 of Student's t for 1 to 30 degrees of freedom. */
const t95 = [
  12.7062, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.306, 2.26216, 2.22814, 2.20099,
  2.17881, 2.16037, 2.14479, 2.13145, 2.11991, 2.10982, 2.10092, 2.09302, 2.08596, 2.07961, 2.07387,
  2.06866, 2.0639, 2.05954, 2.05553, 2.05183, 2.04841, 2.04523, 2.04227,
] as const;

/**
 * Student's quantile; above the table by the Cornish-Fisher expansion around the normal one
 * (Abramowitz and Stegun 26.7.5), whose error there is under 1e-6.
 */
export const studentQuantile = (degrees: number): number => {
  const tabled = t95[degrees - 1];
  if (tabled !== undefined) return tabled;
  const z = z95;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  );
};

/** Interval of a mean by Student's t, cut to the scale; a single value has no spread to tell it from. */
export const meanInterval = (
  { n, mean, squares }: { readonly n: number; readonly mean: number; readonly squares: number },
  scale: Interval,
): Interval | null => {
  if (n < 2) return null;
  const variance = Math.max(0, (squares - n * mean * mean) / (n - 1));
  const halfWidth = studentQuantile(n - 1) * Math.sqrt(variance / n);
  return bounded(mean - halfWidth, mean + halfWidth, scale);
};
