/**
 * Nodes and weights of the integral of e^-v f(v) over v > 0: trapezoidal in ln v, where e^-v falls doubly
 * exponentially on the right, and an f that vanishes at 0 like v falls as v^2 on the left. Both ends are cut where
 * nothing above 1e-14 of the whole is left; the step leaves an error of e^(-pi^2 / step).
 */
const step = 0.24;
const leftmost = -17;
const rightmost = 3.6;

const nodes = Float64Array.from({ length: Math.round((rightmost - leftmost) / step) }, (_, index) =>
  Math.exp(leftmost + step * index),
);
const weights = nodes.map((v) => step * v * Math.exp(-v));

/**
 * Expected purchases discounted at a continuous rate over an infinite horizon, given E[Y(t)] of the customer: the
 * integral of e^(-rate t) dE[Y(t)] over t > 0, by parts the integral of rate e^(-rate t) E[Y(t)], that is E[Y(t)] at an
 * exponential time of that rate. Any model has it so, and it falls strictly as the rate grows. For Pareto/NBD this is
 * the DERT of Fader, Hardie and Lee (2005, "RFM and CLV: Using iso-value curves", equation 2).
 *
 * The rate is per unit of time of the model and positive; ln(1.15) / 52 is 15 % a year in weeks.
 */
export const discountedResidual = (
  expectedPurchases: (horizon: number) => number,
  rate: number,
): number => {
  if (!(rate > 0 && Number.isFinite(rate))) {
    throw new RangeError(`a continuous discount rate must be positive: ${rate}`);
  }
  return nodes.reduce(
    (sum, v, index) => sum + (weights[index] ?? 0) * expectedPurchases(v / rate),
    0,
  );
};
