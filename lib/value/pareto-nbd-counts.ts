import { dropoutFirst } from './dropout-first.ts';
import { logGamma, logGammaStep } from './gamma-functions.ts';
import { negativeBinomial } from './negative-binomial.ts';
import { peakNodes } from './peak-quadrature.ts';

/** A customer known to be alive: purchases at rate ~ Gamma(m, span), dropout at rate ~ Gamma(s, lifeSpan). */
export interface LivingBuyer {
  readonly m: number;
  /** alpha + T. */
  readonly span: number;
  readonly s: number;
  /** beta + T. */
  readonly lifeSpan: number;
}

/** P(N = 0): the dropout comes first, or neither comes, or the dropout would have come first had there been time. */
export const livingSilence = ({ m, span, s, lifeSpan }: LivingBuyer, horizon: number): number => {
  const now = dropoutFirst({ m, s, rho: lifeSpan / span });
  const then = dropoutFirst({ m, s, rho: (lifeSpan + horizon) / (span + horizon) });
  const exponent = m * Math.log1p(horizon / span) + s * Math.log1p(horizon / lifeSpan);
  return Math.min(1, now + Math.exp(-exponent) * (1 - then));
};

/**
 * P(N = n and the dropout comes within the horizon), n > 0: negative binomial counts up to the dropout, integrated over
 * its Pareto density in the logit of its share of the horizon, in which the logarithm of the integrand has one peak.
 */
const countBeforeDropout = (
  { m, span, s, lifeSpan }: LivingBuyer,
  horizon: number,
  count: number,
): number => {
  const logConstant = logGammaStep(m, count) - logGamma(count + 1) + Math.log(s);
  const { weights } = peakNodes({
    logDensity: (y) => {
      // The time of the dropout is horizon / inverse.
      const inverse = 1 + Math.exp(-y);
      const time = horizon / inverse;
      return (
        logConstant -
        count * Math.log1p((span * inverse) / horizon) -
        m * Math.log1p(time / span) -
        s * Math.log1p(time / lifeSpan) -
        Math.log1p((lifeSpan * inverse) / horizon) -
        Math.log1p(Math.exp(y))
      );
    },
    slope: (y) => {
      const time = horizon / (1 + Math.exp(-y));
      return (
        (count * span - m * time) / (span + time) +
        (lifeSpan - s * time) / (lifeSpan + time) -
        Math.exp(y)
      );
    },
  });
  return weights.reduce((sum, weight) => sum + weight, 0);
};

/** P(N = n) over a horizon (Fader and Hardie 2006, "Deriving an expression for P(X(t) = x) under the Pareto/NBD"). */
export const livingCountProbability = (
  buyer: LivingBuyer,
  horizon: number,
  count: number,
): number => {
  if (horizon === 0) return count === 0 ? 1 : 0;
  if (count === 0) return livingSilence(buyer, horizon);
  const { m, span, s, lifeSpan } = buyer;
  const survives = Math.exp(-s * Math.log1p(horizon / lifeSpan));
  return (
    survives * negativeBinomial(m, horizon / span).probability(count) +
    countBeforeDropout(buyer, horizon, count)
  );
};
