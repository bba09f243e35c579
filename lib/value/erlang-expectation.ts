import { type FallingFunction, meanOverBeta, type UnitPoint } from './beta-quadrature.ts';
import { addedPurchases, canBeAdded } from './erlang-counts.ts';
import type { ErlangPhase } from './erlang-phases.ts';

/** A customer known to be alive, as of T. */
export interface LivingErlangCustomer {
  readonly k: number;
  readonly phases: readonly ErlangPhase[];
  /** alpha + T. */
  readonly span: number;
  /** p ~ Beta(a, stay). */
  readonly a: number;
  readonly stay: number;
}

/** The part of a root that its purchases depend on: see `integratedPurchases`. */
interface Root {
  /** Angle of the k-th root of unity. */
  readonly angle: number;
  /** How often it stands for itself and its conjugate. */
  readonly multiplicity: number;
}

/** The k-th roots of unity but 1, conjugates once. */
const rootsOf = (k: number): readonly Root[] =>
  Array.from({ length: Math.floor(k / 2) }, (_, index) => ({
    angle: (2 * Math.PI * (index + 1)) / k,
    multiplicity: 2 * (index + 1) === k ? 1 : 2,
  }));

/** Re(sum over phases of weight y^stage (1 + time (1 - y))^-rate / (1 - 1 / y)) of y = e^(logSize + i angle). */
const rootTerm = (
  phases: readonly ErlangPhase[],
  time: number,
  { logSize, angle }: { readonly logSize: number; readonly angle: number },
): number => {
  const size = Math.exp(logSize);
  const [real, imaginary] = [
    1 + time * (1 - size * Math.cos(angle)),
    -time * size * Math.sin(angle),
  ];
  const [logModulus, argument] = [
    Math.log(Math.hypot(real, imaginary)),
    Math.atan2(imaginary, real),
  ];
  let [sumReal, sumImaginary] = [0, 0];
  for (const { stage, weight, rate } of phases) {
    const modulus = weight * Math.exp(stage * logSize - rate * logModulus);
    const turned = stage * angle - rate * argument;
    sumReal += modulus * Math.cos(turned);
    sumImaginary += modulus * Math.sin(turned);
  }
  const [belowReal, belowImaginary] = [1 - Math.cos(angle) / size, Math.sin(angle) / size];
  return (
    (sumReal * belowReal + sumImaginary * belowImaginary) /
    (belowReal * belowReal + belowImaginary * belowImaginary)
  );
};

/** ln of the mean over i < k of s^-i, small where s is near 1. */
const logMeanInverse = (k: number, logS: number): number => {
  let sum = 0;
  for (let i = 1; i < k; i += 1) {
    sum += Math.expm1(-i * logS);
  }
  return Math.log1p(sum / k);
};

/**
 * f(p) = (1 - E[(1 - p)^A]) / p, A the purchases that would come were there no dropout. A is the floor of
 * (stage + N) / k, N negative binomial; the floor becomes a sum over the k-th roots of unity w of generating functions
 * of N at y = s w, s = (1 - p)^(1/k), with the factor p of every root but 1 divided out on paper.
 */
const purchasesByDropout = (
  { k, phases, span }: LivingErlangCustomer,
  horizon: number,
): FallingFunction => {
  const time = horizon / span;
  const roots = rootsOf(k);
  const others = (logS: number): number =>
    roots.reduce(
      (sum, { angle, multiplicity }) =>
        sum + multiplicity * rootTerm(phases, time, { logSize: logS, angle }),
      0,
    ) / k;
  const atZero =
    phases.reduce(
      (sum, { weight, rate, stage }) => sum + weight * (rate * time + stage),
      -(k - 1) / 2,
    ) /
      k +
    others(0);
  const at = ({ logP, logQ }: UnitPoint): number => {
    const p = Math.exp(logP);
    if (p === 0) return atZero;
    const logS = logQ / k;
    const logMean = logMeanInverse(k, logS);
    const logLeft = Math.log1p(-time * Math.expm1(logS));
    const first = phases.reduce(
      (sum, { weight, rate, stage }) =>
        sum - weight * Math.expm1(logMean + stage * logS - rate * logLeft),
      0,
    );
    return first / p + others(logS) * Math.exp(-logQ);
  };
  return { atZero, at };
};

/** E[Y(t) | alive] by integration over the dropout probability: its cost does not grow with the number of purchases. */
export const integratedPurchases = (customer: LivingErlangCustomer, horizon: number): number =>
  meanOverBeta(customer.a, customer.stay, purchasesByDropout(customer, horizon));

/**
 * E[Y(t) | alive], exact. The closed form of Platzer and Reutterer (2016) takes the gaps as if they were exponential
 * and scales the result; here the count probabilities of the Erlang mixture are added, or, where very many purchases
 * are possible, their generating function is integrated.
 */
export const expectedErlangPurchases = (
  customer: LivingErlangCustomer,
  horizon: number,
): number => {
  const { k, phases, span } = customer;
  const time = horizon / span;
  if (horizon === 0) return 0;
  return phases.every((phase) => canBeAdded({ phase, k, time }))
    ? phases.reduce(
        (sum, phase) => sum + phase.weight * addedPurchases({ phase, k, time }, customer),
        0,
      )
    : integratedPurchases(customer, horizon);
};
