import { meanOverBeta } from './beta-quadrature.ts';

/**
 * A customer known to be alive: purchases at rate lambda ~ Gamma(rate, span), dropout after each purchase with
 * probability p ~ Beta(a, stay).
 */
export interface LivingCustomer {
  /** r + x. */
  readonly rate: number;
  /** alpha + T. */
  readonly span: number;
  readonly a: number;
  /** b plus the coins that came up for staying. */
  readonly stay: number;
}

const rounding = 1e-17;
/** Terms beyond which the series is slower than the integral. */
const termsMax = 2000;
/** How many digits may cancel before the series is given up: a result good to 1e-11 or better is kept. */
const cancellationMax = 1e4;

/**
 * E[Y(t) | alive] by Euler's transformation of the 2F1 in Fader, Hardie and Lee (2005), equation 10, with both
 * removable singularities (a = 1 and c = 0) divided out, so that neither is a special case: science.md 4.2(b). Its
 * terms cancel where b or a is far above r + x, as in boundary fits; it watches that and then answers null.
 */
const bySeries = ({ rate, span, a, stay }: LivingCustomer, horizon: number): number | null => {
  const z = horizon / (span + horizon);
  const c = a + stay - 1;
  const A = c - rate;
  const d = a - 1;
  const logLeft = -Math.log1p(horizon / span);
  const E = d === 0 ? logLeft : Math.expm1(d * logLeft) / d;
  let term = A * z;
  let sum = term;
  let largest = Math.abs(term);
  let k = 1;
  while (Math.abs(term) > rounding * Math.abs(sum) && k <= termsMax) {
    term *= ((A + k) * (a + k - 1) * z) / ((c + k) * (k + 1));
    sum += term;
    largest = Math.max(largest, Math.abs(term));
    k += 1;
  }
  const value = -(c * E + sum + d * E * sum);
  const size = Math.abs(c * E) + largest * (1 + Math.abs(d * E));
  const isSound = k <= termsMax && Number.isFinite(size) && size <= cancellationMax * value;
  return isSound ? value : null;
};

/** E[Y(t) | alive] as the mean of f(p) = (1 - (1 + p t / span)^-rate) / p over p ~ Beta(a, stay). */
const byQuadrature = ({ rate, span, a, stay }: LivingCustomer, horizon: number): number => {
  const atZero = (rate * horizon) / span;
  return meanOverBeta(a, stay, {
    atZero,
    at: ({ logP }) => {
      const p = Math.exp(logP);
      return p === 0 ? atZero : -Math.expm1(-rate * Math.log1p((p * horizon) / span)) / p;
    },
  });
};

/** E[Y(t) | alive]; finite for every positive parameter and for x in the tens of thousands. */
export const expectedWhileAlive = (customer: LivingCustomer, horizon: number): number =>
  horizon === 0 ? 0 : (bySeries(customer, horizon) ?? byQuadrature(customer, horizon));
