import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incompleteBeta } from '../../lib/value/incomplete-beta.ts';

describe('regularised incomplete beta', () => {
  it('equals closed forms', () => {
    expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 14);
    expect(incompleteBeta(0.3, 2, 1)).toBeCloseTo(0.09, 14);
    expect(incompleteBeta(0.3, 1, 4)).toBeCloseTo(1 - 0.7 ** 4, 14);
    expect(incompleteBeta(0.5, 0.5, 0.5)).toBeCloseTo(0.5, 13);
    // I_z(2, 3) = 6 z^2 - 8 z^3 + 3 z^4.
    expect(incompleteBeta(0.4, 2, 3)).toBeCloseTo(6 * 0.16 - 8 * 0.064 + 3 * 0.0256, 13);
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3), incompleteBeta(-1, 2, 3)]).toEqual([
      0, 1, 0,
    ]);
  });

  it('is a distribution function with the symmetry and the recurrence of Abramowitz and Stegun 26.5', () => {
    const shape = fc.double({ min: 0.05, max: 3000, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), shape, shape, (z, a, b) => {
        const value = incompleteBeta(z, a, b);
        expect(value >= 0 && value <= 1 + 1e-12).toBe(true);
        expect(value + incompleteBeta(1 - z, b, a)).toBeCloseTo(1, 9);
        const recurrence =
          (a * incompleteBeta(z, a + 1, b) + b * incompleteBeta(z, a, b + 1)) / (a + b);
        expect(recurrence).toBeCloseTo(value, 8);
        expect(incompleteBeta(Math.min(z * 1.01, 1), a, b)).toBeGreaterThanOrEqual(value - 1e-12);
      }),
    );
  });
});
