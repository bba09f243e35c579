import { logGamma, logGammaStep } from './gamma-functions.ts';

const smallestNormal = 2.2250738585072014e-308;

/** Counts of a Poisson process whose rate is Gamma(shape, 1), over the time `time`. */
export interface NegativeBinomial {
  readonly probability: (count: number) => number;
  /** P(N >= count), without cancellation where it is small. */
  readonly atLeast: (count: number) => number;
}

/** The negative binomial distribution of shape > 0 and scaled time > 0 (Ehrenberg 1959). */
export const negativeBinomial = (shape: number, time: number): NegativeBinomial => {
  const logNone = -shape * Math.log1p(time);
  const logRatio = Math.log(time) - Math.log1p(time);
  const ratio = Math.exp(logRatio);
  const probability = (count: number): number =>
    count === 0
      ? Math.exp(logNone)
      : Math.exp(logGammaStep(shape, count) - logGamma(count + 1) + logNone + count * logRatio);
  const upperSum = (count: number): number => {
    let term = probability(count);
    let sum = term;
    // Below the normal numbers a term times a ratio near one rounds to itself, and the loop would never end.
    for (let n = count; term > 1e-17 * sum && term > smallestNormal; n += 1) {
      term *= ((shape + n) / (n + 1)) * ratio;
      sum += term;
    }
    return sum;
  };
  const lowerSum = (count: number): number => {
    let sum = 0;
    for (let n = 0; n < count; n += 1) {
      sum += probability(n);
    }
    return sum;
  };
  return {
    probability,
    atLeast: (count) => {
      if (count <= 0) {
        return 1;
      }
      return count > shape * time ? upperSum(count) : 1 - lowerSum(count);
    },
  };
};
