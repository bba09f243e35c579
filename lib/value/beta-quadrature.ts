import { logBeta } from './gamma-functions.ts';

/** Nodes to a unit of y and to a standard deviation of it: both leave an error below rounding. */
const nodesPerUnit = 4;
const nodesPerDeviation = 2.5;
/** e^-42 is below rounding. */
const negligible = 42;

/** A point of the unit interval by its logarithms, so that neither end loses digits. */
export interface UnitPoint {
  readonly logP: number;
  /** ln(1 - p). */
  readonly logQ: number;
}

/** A smooth function of p in 0..1 that is largest at p = 0 and falls from there over distances of 1 / `atZero` or more. */
export interface FallingFunction {
  readonly atZero: number;
  readonly at: (point: UnitPoint) => number;
}

/** ln of the probability whose log odds are y, without overflow on either side. */
const logProbability = (y: number): number => Math.min(y, 0) - Math.log1p(Math.exp(-Math.abs(y)));

/** Where, from `start` in the direction of the first distance, the logarithm of a log-concave density has fallen to nothing. */
const reach = (logDensity: (y: number) => number, start: number, firstDistance: number): number => {
  const top = logDensity(start);
  let distance = firstDistance;
  while (top - logDensity(start + distance) < negligible) {
    distance *= 1.25;
  }
  return start + distance;
};

/**
 * E[f(p)] over p ~ Beta(a, stay), trapezoidal in y = logit p, where the integrand is analytic and dies exponentially,
 * so that the rule converges geometrically. For a < 1 the density dies slowly on the left; there f(0) - f(p) is
 * integrated instead, which dies by itself.
 */
export const meanOverBeta = (a: number, stay: number, { atZero, at }: FallingFunction): number => {
  const complement = a < 1;
  const leftPower = complement ? a + 1 : a;
  const mode = Math.log(a / stay);
  const densityOf = (power: number) => (y: number) =>
    power * logProbability(y) + stay * logProbability(-y);
  const deviation = Math.sqrt(1 / a + 1 / stay);
  // A boundary fit has a density far narrower than one: nodes beyond it would be all that is computed.
  const distance = Math.min(0.25, deviation);
  const left = reach(
    densityOf(leftPower),
    Math.min(mode, complement ? -Math.log(atZero) : mode),
    -distance,
  );
  const right = reach(densityOf(a), mode, distance);
  const step = Math.min(1 / nodesPerUnit, deviation / nodesPerDeviation);
  const logNorm = logBeta(a, stay);
  let weighted = 0;
  let norm = 0;
  for (let y = left; y <= right; y += step) {
    const weight = Math.exp(densityOf(a)(y) - logNorm);
    const value = at({ logP: logProbability(y), logQ: logProbability(-y) });
    weighted += weight * (complement ? atZero - value : value);
    norm += weight;
  }
  return complement ? atZero - weighted * step : weighted / norm;
};
