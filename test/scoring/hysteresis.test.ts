import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOf } from '../../lib/scoring/hysteresis.ts';
import { bucketOf } from '../../lib/scoring/value-bucket.ts';

const levels = {
  bounds: [0.5, 0.8],
  above: (bound: number) => bound + 0.02,
  below: (bound: number) => bound - 0.02,
};

describe('levels with hysteresis', () => {
  it('starts by the plain bounds, the bound itself belonging above', () => {
    expect([0.1, 0.5, 0.79, 0.8, 1].map((value) => levelOf(value, levels, null))).toEqual([
      0, 1, 1, 2, 2,
    ]);
  });

  it('leaves the stored level only past the margin, over as many bounds as are passed', () => {
    expect(levelOf(0.51, levels, 0)).toBe(0);
    expect(levelOf(0.52, levels, 0)).toBe(1);
    expect(levelOf(0.49, levels, 1)).toBe(1);
    expect(levelOf(0.47, levels, 1)).toBe(0);
    expect(levelOf(0.9, levels, 0)).toBe(2);
    expect(levelOf(0.1, levels, 2)).toBe(0);
  });

  it('lets a slowly moving score cross each bound once, whatever noise within the margin', () => {
    const noise = fc.array(fc.double({ min: -0.0199, max: 0.0199, noNaN: true }), {
      minLength: 300,
      maxLength: 300,
    });
    fc.assert(
      fc.property(noise, fc.boolean(), (offsets, rises) => {
        const path = offsets.map((offset, step) => (rises ? step : 300 - step) / 300 + offset);
        const seen: number[] = [];
        let stored: number | null = null;
        for (const value of path) {
          stored = levelOf(value, levels, stored);
          if (seen.at(-1) !== stored) seen.push(stored);
        }
        expect(seen).toEqual(rises ? [0, 1, 2] : [2, 1, 0]);
      }),
    );
  });
});

describe('value bucket', () => {
  it('is 0 below one minor unit, then rises to 99 on a logarithmic scale', () => {
    expect([0, 0.99, 1, 1e9, 1e15].map((clv) => bucketOf(clv, 0))).toEqual([0, 0, 1, 99, 99]);
    const amount = fc.double({ min: 1, max: 1e10, noNaN: true });
    fc.assert(
      fc.property(amount, amount, (left, right) => {
        const order = Math.sign(bucketOf(left, 0) - bucketOf(right, 0)) * Math.sign(left - right);
        expect(order).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('keeps the stored bucket until the value is a quarter of a bucket beyond', () => {
    const width = 10 ** (9 / 98);
    const bound = width ** 40;
    expect(bucketOf(bound * 1.001, 0)).toBe(41);
    expect(bucketOf(bound * 0.999, 0)).toBe(40);
    expect(bucketOf(bound * 0.97, 41)).toBe(41);
    expect(bucketOf(bound * 1.03, 40)).toBe(40);
    expect(bucketOf(bound * 0.9, 41)).toBe(40);
    expect(bucketOf(0, 41)).toBe(0);
  });
});
