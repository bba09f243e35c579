import { describe, expect, it } from 'vitest';
import { paretoNbd } from '../../lib/value/pareto-nbd.ts';

/** Public unit-test values; where each was read is in the project's science notes, section 1.2. */
const walkthrough = { r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 };
const model = paretoNbd.at(walkthrough);
const heavy = { x: 26, tx: 30.86, T: 31 };
const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);

describe('Pareto/NBD against published values', () => {
  it('agrees with the BTYD walkthrough on a heavy buyer', () => {
    expect(model.aliveProbability(heavy)).toBeCloseTo(0.9979, 4);
    expect(relative(model.aliveProbability(heavy), 0.997917766551907)).toBeLessThan(1e-13);
    expect(Math.abs(model.expectedPurchases(heavy, 52) - 25.46)).toBeLessThan(0.01);
    expect(relative(model.expectedPurchases(heavy, 52), 25.4549135114997)).toBeLessThan(1e-13);
    expect(relative(model.discountedResidual(heavy, 0.0027), 86.0303756154)).toBeLessThan(1e-10);
  });

  it('agrees with BTYD and lifetimes on a new customer', () => {
    expect(relative(model.unconditionalExpectation(52), 1.4730669919)).toBeLessThan(1e-9);
    const fitted = paretoNbd.at({ r: 0.55327, alpha: 10.5778, s: 0.60624, beta: 11.66874 });
    const weekly = [
      0, 0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159,
      0.35181024, 0.38909211,
    ];
    weekly.forEach((expected, time) => {
      expect(Math.abs(fitted.unconditionalExpectation(time) - expected)).toBeLessThan(0.01);
    });
  });

  it('agrees with lifetimes to 12 digits on the chance of no purchase in 39 weeks', () => {
    const regular = model.noPurchaseProbability({ x: 2, tx: 30.43, T: 38.86 }, 39);
    const once = model.noPurchaseProbability({ x: 0, tx: 0, T: 38.86 }, 39);
    expect(relative(regular, 0.408095282359)).toBeLessThan(2e-12);
    expect(relative(once, 0.930754280217)).toBeLessThan(2e-12);
  });

  it('does not underflow where lifetimes did (test_conditional_expectation_underflow)', () => {
    const other = paretoNbd.at({ r: 0.55, alpha: 10.58, s: 0.61, beta: 11.67 });
    const expected = [132, 133].map((x) => other.expectedPurchases({ x, tx: 200, T: 200 }, 10));
    expect(relative(expected[0] ?? 0, 6.206051788963242)).toBeLessThan(1e-12);
    expect(relative(expected[1] ?? 0, 6.252872247574811)).toBeLessThan(1e-12);
  });

  it('does not overflow where lifetimes did (test_overflow_error)', () => {
    const other = paretoNbd.at({ r: 10.465, alpha: 0.00798565181, s: 3.0516, beta: 2.82 });
    const histories = [
      { x: 400, tx: 5, T: 6 },
      { x: 500, tx: 1, T: 37 },
      { x: 500, tx: 4, T: 37 },
    ];
    for (const history of histories) {
      expect(Number.isFinite(other.logLikelihood(history))).toBe(true);
      expect(other.aliveProbability(history)).toBeGreaterThanOrEqual(0);
      expect(other.aliveProbability(history)).toBeLessThan(1e-30);
    }
  });

  it('is finite where CLVTools was not (issue #100)', () => {
    const other = paretoNbd.at({ r: 0.5143, alpha: 2.8845, s: 0.2856, beta: 14.1087 });
    const histories = [
      { x: 221, tx: 103.42857, T: 103.57143 },
      { x: 254, tx: 97.14286, T: 97.28571 },
      { x: 161, tx: 94.71429, T: 98 },
      { x: 204, tx: 98.57143, T: 99.42857 },
    ];
    const alive = histories.map((history) => other.aliveProbability(history));
    expect(alive.every((value) => value > 0 && value < 1)).toBe(true);
    // Three silent weeks after five purchases in three weeks say more than one silent day.
    expect(Math.min(...alive)).toBe(alive[2]);
  });

  it('discounts strictly more at a higher rate (CLVTools)', () => {
    for (const history of [heavy, { x: 0, tx: 0, T: 38.86 }]) {
      const values = [0.001, 0.06, 0.99].map((rate) => model.discountedResidual(history, rate));
      expect(values[0]).toBeGreaterThan(values[1] ?? 0);
      expect(values[1]).toBeGreaterThan(values[2] ?? 0);
      expect(values[2]).toBeGreaterThan(0);
    }
  });
});

describe('counts of a new Pareto/NBD customer in 30 digits', () => {
  // r, alpha, s, beta, time, count, probability: integration over the time of the dropout.
  const references = [
    [0.5534, 10.5802, 0.6061, 11.6562, 39, 0, 0.5935759370282291],
    [0.5534, 10.5802, 0.6061, 11.6562, 39, 1, 0.1655843795685014],
    [0.5534, 10.5802, 0.6061, 11.6562, 39, 10, 0.00419373503565187],
    [0.55, 10.58, 1, 11.67, 52, 3, 0.03815502460645608],
    [0.55, 11, 0.61, 11, 10, 2, 0.054361263407388456],
    [10.465, 0.00798565181, 3.0516, 2.82, 5, 400, 0.0005578595868613985],
    [1.2264, 12.163, 0.000001, 32.52, 39, 5, 0.07166690773189495],
    [0.5329, 38.0598, 64.2792, 7721.5264, 52, 2, 0.07114304383947946],
    [2000.5, 62, 0.6, 63, 26, 800, 0.005212919587384897],
  ] as const;

  it.each(references)('r %d, alpha %d, s %d, beta %d: P(X(%d) = %d)', (...reference) => {
    const [r, alpha, s, beta, time, count, expected] = reference;
    const value = paretoNbd.at({ r, alpha, s, beta }).newCustomerCountProbability(count, time);
    expect(relative(value, expected)).toBeLessThan(1e-11);
  });
});
