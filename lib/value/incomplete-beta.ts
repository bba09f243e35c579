import { logBeta } from './gamma-functions.ts';

const termsMax = 20_000;
const rounding = 1e-15;
/** Keeps the recurrence away from a division by zero. */
const tiny = 1e-300;

const awayFromZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);

/** The continued fraction of I_z(a, b) by Lentz's method (Abramowitz and Stegun 26.5.8). */
const fraction = (z: number, a: number, b: number): number => {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * z) / (a + 1));
  let product = d;
  for (let m = 1; m <= termsMax; m += 1) {
    const even = (m * (b - m) * z) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    product *= c * d;
    const odd = (-(a + m) * (a + b + m) * z) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    product *= c * d;
    if (Math.abs(c * d - 1) < rounding) break;
  }
  return product;
};

/** The regularised incomplete beta function I_z(a, b): distribution function of Beta(a, b) at z in 0..1. */
export const incompleteBeta = (z: number, a: number, b: number): number => {
  if (z <= 0) return 0;
  if (z >= 1) return 1;
  const front = Math.exp(a * Math.log(z) + b * Math.log1p(-z) - logBeta(a, b));
  return z < (a + 1) / (a + b + 2)
    ? (front * fraction(z, a, b)) / a
    : 1 - (front * fraction(1 - z, b, a)) / b;
};
