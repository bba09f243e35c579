const seriesBound = 2.5;
const seriesTerms = 60;
const fractionTerms = 60;

/** erf(x) by its power series (Abramowitz and Stegun 7.1.5), for small x. */
const errorFunction = (x: number): number => {
  let term = x;
  let sum = x;
  for (let n = 1; n <= seriesTerms; n += 1) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};

/** erfc(x) by its continued fraction (Abramowitz and Stegun 7.1.14), for large x. */
const complement = (x: number): number => {
  let tail = x;
  for (let k = fractionTerms; k >= 1; k -= 1) tail = x + k / 2 / tail;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
};

/** The chance that a standard normal variable lies at least as far from 0 as z, on either side. */
export const normalTwoSided = (z: number): number => {
  const x = Math.abs(z) / Math.SQRT2;
  return x < seriesBound ? 1 - errorFunction(x) : complement(x);
};
