import { gaussFraction, type HypergeometricArguments, logGaussFraction } from './gauss-fraction.ts';

/**
 * A living customer of Pareto/NBD whose next purchase and dropout race each other: purchases at rate ~ Gamma(m, u),
 * dropout at rate ~ Gamma(s, rho u). Only the ratio rho of the two spans matters, not their unit u.
 */
export interface Race {
  readonly m: number;
  readonly s: number;
  readonly rho: number;
}

/** Probability that the dropout comes before the next purchase, and its derivatives. */
export interface DropoutFirst {
  readonly value: number;
  readonly byM: number;
  readonly byS: number;
  readonly byRho: number;
}

/** From this ratio on, or below its inverse, the fraction takes more steps than the integral. */
const ratioMax = 100;

/** For rho >= 1: s / ((s + m) rho) 2F1(1, s + 1; s + m + 1; 1 - 1 / rho). */
const slowDropout = ({ m, s, rho }: Race): HypergeometricArguments => ({
  b: s + 1,
  c: s + m,
  above: m,
  z: 1 - 1 / rho,
  rest: 1 / rho,
});

/** For rho < 1: s / (s + m) 2F1(1, m; s + m + 1; 1 - rho). */
const fastDropout = ({ m, s, rho }: Race): HypergeometricArguments => ({
  b: m,
  c: s + m,
  above: s + 1,
  z: 1 - rho,
  rest: rho,
});

const byFraction = (race: Race): DropoutFirst => {
  const { m, s, rho } = race;
  const isSlow = rho >= 1;
  const part = logGaussFraction(isSlow ? slowDropout(race) : fastDropout(race));
  const value = (s / ((s + m) * Math.max(rho, 1))) * Math.exp(part.log);
  const byC = part.byC - 1 / (s + m);
  return {
    value,
    byM: value * (isSlow ? byC : part.byB + byC),
    byS: value * (1 / s + (isSlow ? part.byB + byC : byC)),
    byRho: value * (isSlow ? (part.byZ / rho - 1) / rho : -part.byZ),
  };
};

/** The step leaves an error of e^-36; before the first node e^-e^-v, and after the last one the rest, is nothing. */
const step = 0.2;
const firstNode = -3.7;
const leftOut = 1e-17;

/**
 * For any rho: the integral of s (1 + t)^-(s + 1) (1 + rho t)^-m over the time t > 0 of the dropout, trapezoidal in v
 * with t = exp(v - e^-v) over the slope of the integrand at 0, so that it dies doubly exponentially on the left
 * (Takahasi and Mori 1974). On the right it dies slowly where s + m is small: 1 is enough.
 */
const byQuadrature = ({ m, s, rho }: Race): DropoutFirst => {
  const slope = Math.max(m, 1) * rho + s + 1;
  let [value, byM, byS, byRho] = [0, 0, 0, 0];
  for (let [v, weight] = [firstNode, 1]; v < 0 || weight > leftOut * value; v += step) {
    const left = Math.exp(-v);
    const t = Math.exp(v - left) / slope;
    const [lifeLog, rateLog] = [Math.log1p(t), Math.log1p(rho * t)];
    weight = step * s * t * (1 + left) * Math.exp(-(s + 1) * lifeLog - m * rateLog);
    value += weight;
    byM -= weight * rateLog;
    byS -= weight * lifeLog;
    byRho -= (weight * m * t) / (1 + rho * t);
  }
  return { value, byM, byS: byS + value / s, byRho };
};

/** One purchase less by parts: (s + m) K(m) = s - m (rho - 1) K(m + 1). */
const fromNext = ({ m, s, rho }: Race, next: DropoutFirst): DropoutFirst => {
  const c = s + m;
  const factor = m * (rho - 1);
  const value = (s - factor * next.value) / c;
  return {
    value,
    byM: -(value + (rho - 1) * next.value + factor * next.byM) / c,
    byS: (1 - value - factor * next.byS) / c,
    byRho: -(m * next.value + factor * next.byRho) / c,
  };
};

const isFraction = (rho: number): boolean => rho <= ratioMax && rho >= 1 / ratioMax;

/** The derivatives too: what a fit needs. */
export const dropoutFirstGradient = (race: Race): DropoutFirst => {
  const { m, s, rho } = race;
  if (isFraction(rho)) return byFraction(race);
  return m + s >= 1 ? byQuadrature(race) : fromNext(race, byQuadrature({ m: m + 1, s, rho }));
};

/**
 * E[mu / (lambda + mu)] of a living customer: the probability of a dropout before the next purchase. The death-time
 * integral of Pareto/NBD (Schmittlein, Morrison and Colombo 1987; Fader and Hardie 2005, "A note on deriving the
 * Pareto/NBD model", equation 15) is this at the last purchase less this at T, both finite for any x.
 */
export const dropoutFirst = (race: Race): number => {
  const { m, s, rho } = race;
  if (!isFraction(rho)) return dropoutFirstGradient(race).value;
  return rho >= 1
    ? (s / ((s + m) * rho)) * gaussFraction(slowDropout(race))
    : (s / (s + m)) * gaussFraction(fastDropout(race));
};
