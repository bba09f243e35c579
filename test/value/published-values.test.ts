import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../lib/value/bg-nbd.ts';
import { discountedPurchases } from '../../lib/value/discounted-value.ts';
import { gammaGammaAt } from '../../lib/value/gamma-gamma.ts';
import { mbgNbd } from '../../lib/value/mbg-nbd.ts';

/** Public unit-test values; where each was read is in the project's science notes, section 1.2. */
const fhl = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const fitted = { r: 0.2425945, alpha: 4.413602, a: 0.792922, b: 2.425907 };
const regular = { x: 2, tx: 30.43, T: 38.86 };
const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);

describe('BG/NBD against published values', () => {
  const model = bgNbd.at(fhl);

  it('expects 1.226 purchases in 39 weeks of the customer of the paper', () => {
    expect(relative(model.expectedPurchases(regular, 39), 1.22602817476714)).toBeLessThan(1e-12);
    expect(relative(model.aliveProbability(regular), 0.726578570080673)).toBeLessThan(1e-12);
  });

  it('agrees with Hardie’s sheet on a new customer to three decimals', () => {
    const expectations: readonly [number, number][] = [
      [0.1429, 0.0078],
      [1, 0.0532],
      [3, 0.1506],
      [31.8571, 1.0405],
      [32, 1.0437],
      [78, 1.8576],
    ];
    for (const [time, expected] of expectations) {
      expect(bgNbd.at(fitted).unconditionalExpectation(time)).toBeCloseTo(expected, 3);
    }
    expect(relative(model.unconditionalExpectation(52), 1.4460505954)).toBeLessThan(1e-9);
  });

  it('agrees with the BTYD manual on counts of a new customer', () => {
    expect(relative(model.newCustomerCountProbability(10, 2), 1.07868964e-7)).toBeLessThan(1e-8);
    expect(relative(model.newCustomerCountProbability(0, 39), 0.5737863521)).toBeLessThan(1e-9);
    const eleven = [
      0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902,
      0.0004361913, 0.0003467171, 0.0002769613, 0.000222226,
    ];
    eleven.forEach((expected, index) => {
      expect(relative(model.newCustomerCountProbability(11 + index, 30), expected)).toBeLessThan(
        1e-6,
      );
    });
  });

  it('agrees with pymc-marketing on the likelihood of one customer', () => {
    const other = bgNbd.at({ a: 0.8, b: 2.5, r: 0.25, alpha: 4 });
    expect(relative(other.logLikelihood({ x: 0, tx: 0, T: 40 }), -0.5994738182)).toBeLessThan(1e-9);
    expect(relative(other.logLikelihood({ x: 200, tx: 38, T: 40 }), 100.795693093)).toBeLessThan(
      1e-9,
    );
  });

  it('is sure of one-time buyers and gives up long silent heavy buyers', () => {
    expect(model.aliveProbability({ x: 0, tx: 0, T: 38.86 })).toBe(1);
    expect(model.aliveProbability({ x: 1000, tx: 10, T: 100 })).toBe(0);
  });
});

describe('MBG/NBD against published values', () => {
  it('agrees with pymc-marketing on the likelihood and with lifetimes on the expectation', () => {
    const other = mbgNbd.at({ a: 0.8, b: 2.5, r: 0.25, alpha: 4 });
    expect(relative(other.logLikelihood({ x: 0, tx: 0, T: 40 }), -0.417928262045)).toBeLessThan(
      1e-9,
    );
    expect(relative(other.logLikelihood({ x: 200, tx: 38, T: 40 }), 100.786909761)).toBeLessThan(
      1e-9,
    );
    const model = mbgNbd.at({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 });
    expect(relative(model.expectedPurchases(regular, 39), 1.26296062327)).toBeLessThan(1e-9);
  });

  it('does not take a single purchase for proof of being alive', () => {
    expect(mbgNbd.at(fhl).aliveProbability({ x: 0, tx: 0, T: 38.86 })).toBeLessThan(1);
  });
});

describe('Gamma-Gamma and lifetime value against published values', () => {
  it('expects the spend of the first CDNOW customers', () => {
    const model = gammaGammaAt({ p: 6.25, q: 3.74, gamma: 15.44 }, 30);
    expect(model.expectedSpend({ x: 2, zbar: 22.345 })).toBeCloseTo(24.65, 1);
    expect(model.expectedSpend({ x: 1, zbar: 11.77 })).toBeCloseTo(18.91, 1);
    expect(model.expectedSpend({ x: 0, zbar: 0 })).toBeCloseTo(35.17, 1);
  });

  it('R13: gives 36.28 for customer 1 in weeks, and the 140.10 of the peers’ manual only in a wrong unit', () => {
    const spend = gammaGammaAt({ p: 6.24935, q: 3.74426, gamma: 15.4443 }, 30).expectedSpend({
      x: 2,
      zbar: 22.345,
    });
    const history = { x: 2, tx: 30.43, T: 38.86 };
    const value = (stepWeeks: number) =>
      spend *
      discountedPurchases(bgNbd.at(fitted), history, { steps: 12, stepWeeks, ratePerStep: 0.01 });
    expect(value(4.345)).toBeCloseTo(36.2785, 1);
    expect(value(30)).toBeCloseTo(140.0962, 0);
  });
});
