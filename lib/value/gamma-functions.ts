/**
 * Log-gamma, digamma and log-beta of positive arguments. Small arguments are shifted up by the recurrence
 * (Abramowitz and Stegun 6.1.15, 6.3.5), then the asymptotic series is used (6.1.40, 6.3.18).
 */

const shiftTo = 12;
const halfLogTwoPi = 0.9189385332046728;

/** The part of Stirling's series behind (z - 1/2) ln z - z + ln(2 pi) / 2; error under 1e-17 for z >= 12. */
const stirlingCorrection = (z: number): number => {
  const square = 1 / (z * z);
  const inner =
    1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360 - square / 156)));
  return (1 / 12 - square * (1 / 360 - square * inner)) / z;
};

/** ln Gamma(z), z > 0. */
export const logGamma = (z: number): number => {
  let product = 1;
  let shifted = z;
  while (shifted < shiftTo) {
    product *= shifted;
    shifted += 1;
  }
  const series = (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi;
  return series + stirlingCorrection(shifted) - Math.log(product);
};

/** The derivative of ln Gamma at z > 0. */
export const digamma = (z: number): number => {
  let sum = 0;
  let shifted = z;
  while (shifted < shiftTo) {
    sum -= 1 / shifted;
    shifted += 1;
  }
  const square = 1 / (shifted * shifted);
  const inner =
    1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32760 - square / 12)));
  return (
    sum +
    Math.log(shifted) -
    0.5 / shifted -
    square * (1 / 12 - square * (1 / 120 - square * inner))
  );
};

/**
 * ln Gamma(z + step) - ln Gamma(z). For large z the leading terms of both series are subtracted on paper, so that
 * nothing cancels: the plain difference loses nine digits at z = 1e6 (Didonato and Morris, TOMS 708, 1992).
 */
export const logGammaStep = (z: number, step: number): number => {
  if (z < shiftTo) {
    return logGamma(z + step) - logGamma(z);
  }
  const correction = stirlingCorrection(z + step) - stirlingCorrection(z);
  return (z - 0.5) * Math.log1p(step / z) + step * Math.log(z + step) - step + correction;
};

/** ln B(a, b) of positive a and b. */
export const logBeta = (a: number, b: number): number => {
  const small = Math.min(a, b);
  return logGamma(small) - logGammaStep(Math.max(a, b), small);
};
