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

/** Powers below which the density dies so slowly in y that its end would be all that is computed. */
const slowAtZero = 1;
const slowAtOne = 0.1;
/** ln(1 - p) where p is 1 to rounding: some functions are not known further out. */
const logRestAtOne = -36;

/** A function whose mean is known and that agrees with f where the density dies slowly, so that the rest dies by itself. */
interface Base {
  readonly mean: number;
  readonly at: (point: UnitPoint) => number;
}

const baseOf = (a: number, stay: number, { atZero, at }: FallingFunction): Base | null => {
  const isSlowAtZero = a < slowAtZero;
  if (stay >= slowAtOne) return isSlowAtZero ? { mean: atZero, at: () => atZero } : null;
  const atOne = at({ logP: -Math.exp(logRestAtOne), logQ: logRestAtOne });
  if (!isSlowAtZero) return { mean: atOne, at: () => atOne };
  return {
    mean: (stay * atZero + a * atOne) / (a + stay),
    at: ({ logP, logQ }) => atZero * Math.exp(logQ) + atOne * Math.exp(logP),
  };
};

/**
 * E[f(p)] over p ~ Beta(a, stay), trapezoidal in y = logit p, where the integrand is analytic and dies exponentially,
 * so that the rule converges geometrically. For a < 1 the density dies slowly on the left, for a tiny `stay` on the
 * right; there the difference from a function of known mean is integrated instead, which dies by itself.
 */
export const meanOverBeta = (a: number, stay: number, f: FallingFunction): number => {
  const base = baseOf(a, stay, f);
  const leftPower = a < slowAtZero ? a + 1 : a;
  const rightPower = stay < slowAtOne ? stay + 1 : stay;
  const mode = Math.log(a / rightPower);
  const densityOf = (left: number, right: number) => (y: number) =>
    left * logProbability(y) + right * logProbability(-y);
  const deviation = Math.sqrt(1 / a + 1 / rightPower);
  // A boundary fit has a density far narrower than one: nodes beyond it would be all that is computed.
  const distance = Math.min(0.25, deviation);
  const start = a < slowAtZero ? Math.min(mode, -Math.log(f.atZero)) : mode;
  const left = reach(densityOf(leftPower, rightPower), start, -distance);
  const right = reach(densityOf(a, rightPower), mode, distance);
  const step = Math.min(1 / nodesPerUnit, deviation / nodesPerDeviation);
  const density = densityOf(a, stay);
  const logNorm = logBeta(a, stay);
  let weighted = 0;
  let norm = 0;
  for (let y = left; y <= right; y += step) {
    const weight = Math.exp(density(y) - logNorm);
    const point = { logP: logProbability(y), logQ: logProbability(-y) };
    weighted += weight * (base ? f.at(point) - base.at(point) : f.at(point));
    norm += weight;
  }
  return base ? base.mean + weighted * step : weighted / norm;
};
