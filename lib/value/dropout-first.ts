import { logGaussFraction } from './gauss-fraction.ts';
import { logistic } from './log-space.ts';
import { peakNodes } from './peak-quadrature.ts';

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
const slowDropout = ({ m, s, rho }: Race): DropoutFirst => {
  const c = s + m;
  const rest = 1 / rho;
  const part = logGaussFraction({ b: s + 1, c, above: m, z: 1 - rest, rest });
  const value = (s / (c * rho)) * Math.exp(part.log);
  return {
    value,
    byM: value * (part.byC - 1 / c),
    byS: value * (1 / s + part.byB + part.byC - 1 / c),
    byRho: value * rest * (part.byZ * rest - 1),
  };
};

/** For rho < 1: s / (s + m) 2F1(1, m; s + m + 1; 1 - rho). */
const fastDropout = ({ m, s, rho }: Race): DropoutFirst => {
  const c = s + m;
  const part = logGaussFraction({ b: m, c, above: s + 1, z: 1 - rho, rest: rho });
  const value = (s / c) * Math.exp(part.log);
  return {
    value,
    byM: value * (part.byB + part.byC - 1 / c),
    byS: value * (1 / s + part.byC - 1 / c),
    byRho: -value * part.byZ,
  };
};

/**
 * For any rho: the integral of s (1 + t)^-(s + 1) (1 + rho t)^-m over the time t > 0 of the dropout, in y = -ln t. It
 * dies slowly where s + m is small.
 */
const byQuadrature = ({ m, s, rho }: Race): DropoutFirst => {
  const logRho = Math.log(rho);
  const { nodes, weights } = peakNodes({
    logDensity: (y) =>
      -s * Math.log1p(Math.exp(-y)) -
      Math.log1p(Math.exp(y)) -
      m * Math.log1p(Math.exp(logRho - y)),
    slope: (y) => s * logistic(-y) + m * logistic(logRho - y) - logistic(y),
  });
  let [value, byM, byS, byRho] = [0, 0, 0, 0];
  nodes.forEach((y, index) => {
    const weight = s * (weights[index] ?? 0);
    value += weight;
    byM -= weight * Math.log1p(Math.exp(logRho - y));
    byS -= weight * Math.log1p(Math.exp(-y));
    byRho -= (weight * m * logistic(logRho - y)) / rho;
  });
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

/**
 * E[mu / (lambda + mu)] of a living customer: the probability of a dropout before the next purchase. The death-time
 * integral of Pareto/NBD (Schmittlein, Morrison and Colombo 1987; Fader and Hardie 2005, "A note on deriving the
 * Pareto/NBD model", equation 15) is this at the last purchase less this at T, both finite for any x.
 */
export const dropoutFirst = (race: Race): DropoutFirst => {
  const { m, s, rho } = race;
  if (rho >= 1 && rho <= ratioMax) return slowDropout(race);
  if (rho < 1 && rho >= 1 / ratioMax) return fastDropout(race);
  return m + s >= 1 ? byQuadrature(race) : fromNext(race, byQuadrature({ m: m + 1, s, rho }));
};
