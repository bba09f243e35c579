import { describe, expect, it } from 'vitest';
import { expectedWhileAlive } from '../../lib/value/beta-geometric-expectation.ts';
import { meanOverBeta } from '../../lib/value/beta-quadrature.ts';

/** E[1 / (1 + p)] over Beta(a, stay) for small whole powers, integrated on paper. */
const halves = { atZero: 1, at: ({ logP }: { logP: number }) => 1 / (1 + Math.exp(logP)) };

describe('the mean over a beta density', () => {
  it('is that of paper', () => {
    expect(meanOverBeta(1, 1, halves)).toBeCloseTo(Math.log(2), 13);
    expect(meanOverBeta(2, 1, halves)).toBeCloseTo(2 * (1 - Math.log(2)), 13);
    expect(meanOverBeta(1, 2, halves)).toBeCloseTo(2 * (2 * Math.log(2) - 1), 13);
  });

  it('takes few points however the density leans', () => {
    for (const a of [1e-6, 0.01, 1, 1.2e6])
      for (const stay of [2.5e-6, 0.01, 1, 1.2e6]) {
        let points = 0;
        const at = ({ logP }: { logP: number }) => {
          points += 1;
          return halves.at({ logP });
        };
        const mean = meanOverBeta(a, stay, { atZero: 1, at });
        expect(points).toBeLessThan(2_000);
        // 1 / (1 + p) lies between its chord and its tangent at the mean of p.
        const p = a / (a + stay);
        expect(mean).toBeGreaterThan(1 / (1 + p) - 1e-12);
        expect(mean).toBeLessThan(1 - p / 2 + 1e-12);
      }
  });

  it('is steady where the way of computing it changes', () => {
    const near = (stay: number) =>
      expectedWhileAlive({ rate: 5_000, span: 1, a: 0.3, stay }, 39) / 1e3;
    expect(near(0.1 - 1e-9)).toBeCloseTo(near(0.1), 6);
  });
});
