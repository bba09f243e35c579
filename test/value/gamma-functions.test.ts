import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digamma, logBeta, logGamma, logGammaStep } from '../../lib/value/gamma-functions.ts';

const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
const close = (actual: number, expected: number, tolerance = 1e-13) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(expected)),
  );

describe('log-gamma', () => {
  it('equals factorials and the half-integer values', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n += 1) {
      close(logGamma(n), Math.log(factorial));
      factorial *= n;
    }
    close(logGamma(0.5), Math.log(Math.PI) / 2);
    close(logGamma(1e-6), 13.81550998075004);
    close(logGamma(1e6), 12_815_504.569_147_6);
  });

  it('satisfies recurrence and duplication everywhere', () => {
    fc.assert(
      fc.property(positive, (z) => {
        close(logGamma(z + 1), logGamma(z) + Math.log(z));
        const doubled =
          logGamma(z) + logGamma(z + 0.5) + (2 * z - 1) * Math.LN2 - Math.log(Math.PI) / 2;
        close(logGamma(2 * z), doubled, 1e-12);
      }),
    );
  });

  it('keeps its digits in a step of a large argument', () => {
    // ln Gamma(1e8 + 1) - ln Gamma(1e8) is ln 1e8 exactly; the plain difference is good to 1e-7 only.
    close(logGammaStep(1e8, 1), Math.log(1e8), 1e-15);
    close(logGammaStep(1e6, 0.5), 6.907755153982137, 1e-14);
  });
});

describe('digamma', () => {
  it('equals known values', () => {
    close(digamma(1), -0.5772156649015329);
    close(digamma(0.5), -0.5772156649015329 - 2 * Math.LN2);
    close(digamma(10), 2.251752589066721);
  });

  it('is the derivative of log-gamma and satisfies its recurrence', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (z) => {
        close(digamma(z + 1), digamma(z) + 1 / z, 1e-12);
        const width = 1e-5 * z;
        const slope = logGammaStep(z - width, 2 * width) / (2 * width);
        close(digamma(z), slope, 1e-5);
      }),
    );
  });
});

describe('log-beta', () => {
  it('is symmetric and satisfies B(a + 1, b) = B(a, b) a / (a + b), also for far apart arguments', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        close(logBeta(a, b), logBeta(b, a));
        close(logBeta(a + 1, b), logBeta(a, b) + Math.log(a) - Math.log(a + b), 1e-9);
      }),
    );
    close(logBeta(2, 3), -Math.log(12));
    close(logBeta(1, 1e9), -Math.log(1e9), 1e-15);
  });
});
