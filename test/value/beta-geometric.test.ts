import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedWhileAlive } from '../../lib/value/beta-geometric-expectation.ts';
import type { TransactionModel } from '../../lib/value/transaction-model.ts';
import { transactionModels } from '../../lib/value/transaction-models.ts';

const models: readonly (readonly [string, TransactionModel])[] = (
  ['bg-nbd', 'mbg-nbd'] as const
).map((name) => [name, transactionModels[name]]);
const shape = (min: number, max: number) =>
  fc.double({ min: Math.log(min), max: Math.log(max), noNaN: true }).map(Math.exp);
const anyParameters = fc.record({
  r: shape(0.01, 1e5),
  alpha: shape(1e-6, 1e6),
  a: shape(1e-6, 1e6),
  b: shape(0.01, 1e6),
});
const ordinaryParameters = fc.record({
  r: shape(0.1, 3),
  alpha: shape(5, 30),
  a: shape(0.1, 3),
  b: shape(0.3, 10),
});
const anyHistory = fc
  .record({
    x: fc.nat({ max: 10_000 }),
    T: fc.double({ min: 0, max: 520, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ x, T, share }) => ({ x, tx: x === 0 ? 0 : T * share, T }));
const anyHorizon = shape(0.01, 520);

describe.each(models)('%s', (_name, model) => {
  it('gives finite, bounded values for every valid input, heavy buyers included', () => {
    fc.assert(
      fc.property(anyParameters, anyHistory, anyHorizon, (parameters, history, horizon) => {
        const evaluator = model.at(parameters);
        const [alive, none] = [
          evaluator.aliveProbability(history),
          evaluator.noPurchaseProbability(history, horizon),
        ];
        const purchases = evaluator.expectedPurchases(history, horizon);
        expect(Number.isFinite(evaluator.logLikelihood(history))).toBe(true);
        expect(alive >= 0 && alive <= 1 && none >= 0 && none <= 1).toBe(true);
        expect(purchases).toBeGreaterThanOrEqual(0);
        // Markov: at least one purchase is never likelier than purchases are expected.
        expect(1 - none).toBeLessThanOrEqual(purchases * (1 + 1e-9) + 1e-12);
        expect(purchases).toBeLessThanOrEqual(
          (alive * (parameters.r + history.x) * horizon * (1 + 1e-9)) /
            (parameters.alpha + history.T),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('expects more from heavier buyers who bought just now, up to 10,000 purchases', () => {
    const evaluator = model.at({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 });
    const expected = [1, 2, 5, 10, 100, 500, 1000, 5000, 10_000].map((x) =>
      evaluator.expectedPurchases({ x, tx: 39, T: 39 }, 39),
    );
    expected.reduce((before, after) => {
      expect(after).toBeGreaterThan(before);
      return after;
    });
  });

  it('R16: takes tx = T, T = 0, a = 1, a + b = 1 and c = 0 for ordinary inputs', () => {
    const edges = [
      { r: 0.5, alpha: 4, a: 1, b: 2 },
      { r: 0.5, alpha: 4, a: 0.4, b: 0.6 },
      { r: 1, alpha: 1, a: 1, b: 1 },
    ];
    for (const parameters of edges) {
      const at = model.at(parameters);
      const beside = model.at({ ...parameters, a: parameters.a + 1e-9 });
      for (const history of [
        { x: 0, tx: 0, T: 0 },
        { x: 3, tx: 20, T: 20 },
        { x: 1, tx: 0, T: 10 },
      ]) {
        const difference =
          at.expectedPurchases(history, 26) - beside.expectedPurchases(history, 26);
        expect(Math.abs(difference)).toBeLessThan(1e-6);
      }
    }
  });

  it('has count distributions that sum to one and average to the expectations', () => {
    const counts = Array.from({ length: 400 }, (_, count) => count);
    const history = fc
      .record({ x: fc.nat({ max: 5 }), T: shape(5, 60) })
      .map(({ x, T }) => ({ x, tx: x === 0 ? 0 : T * 0.8, T }));
    fc.assert(
      fc.property(ordinaryParameters, history, shape(1, 20), (parameters, customer, horizon) => {
        const evaluator = model.at(parameters);
        const future = counts.map((count) =>
          evaluator.purchaseCountProbability(customer, horizon, count),
        );
        const fresh = counts.map((count) => evaluator.newCustomerCountProbability(count, horizon));
        const mean = (weights: readonly number[]) =>
          weights.reduce((sum, weight, count) => sum + weight * count, 0);
        const total = (weights: readonly number[]) =>
          weights.reduce((sum, weight) => sum + weight, 0);
        expect(total(future)).toBeCloseTo(1, 9);
        expect(total(fresh)).toBeCloseTo(1, 9);
        expect(mean(future)).toBeCloseTo(evaluator.expectedPurchases(customer, horizon), 7);
        expect(mean(fresh)).toBeCloseTo(evaluator.unconditionalExpectation(horizon), 7);
        expect(future[0]).toBeCloseTo(evaluator.noPurchaseProbability(customer, horizon), 10);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the unit of time', () => {
    fc.assert(
      fc.property(anyParameters, anyHistory, anyHorizon, (parameters, history, horizon) => {
        const weeks = model.at(parameters);
        const days = model.at({ ...parameters, alpha: parameters.alpha * 7 });
        const inDays = { x: history.x, tx: history.tx * 7, T: history.T * 7 };
        const expected = weeks.expectedPurchases(history, horizon);
        expect(
          Math.abs(days.expectedPurchases(inDays, horizon * 7) - expected),
        ).toBeLessThanOrEqual(1e-8 * expected + 1e-12);
      }),
    );
  });

  it('refuses parameters that are missing or not positive', () => {
    expect(() => model.at({ r: 1, alpha: 1, a: 1 })).toThrow(RangeError);
    expect(() => model.at({ r: 1, alpha: 0, a: 1, b: 1 })).toThrow(RangeError);
  });
});

describe('expectation of a living customer where the series cancels or crawls', () => {
  // rate, span, a, stay, horizon, value: integration over the dropout probability in 30 digits.
  const references = [
    [
      1.3286427536486418, 2.68179834928327, 0.0018658892823070487, 4322.714890043504,
      70.47996028520298, 34.91741276493507,
    ],
    [
      187.96976529102156, 1.2459758759069017, 0.16906984078654178, 463878.2710678096,
      101.87378573088985, 15326.111595213864,
    ],
    [
      669.9862778552998, 3.896701621476587, 1.5668687242973935, 644135.9026676986,
      9.089883116994702, 1559.9160284894908,
    ],
    [
      5.941150241262304, 0.2920891977177561, 0.00001250184504338211, 940.7906177852446,
      78.03928803805387, 1587.3216578030015,
    ],
    [
      39.0444035695804, 105.32123037729434, 0.000016897740373285057, 44545.53195044344,
      4.013836202108834, 1.4879985728475982,
    ],
  ] as const;

  it.each(references)(
    'agrees with 30-digit integration (%d, %d, %d, %d, %d)',
    (rate, span, a, stay, horizon, expected) => {
      expect(
        Math.abs(expectedWhileAlive({ rate, span, a, stay }, horizon) / expected - 1),
      ).toBeLessThan(1e-9);
    },
  );

  it('tends to the expectation without dropout as b grows', () => {
    const value = expectedWhileAlive({ rate: 2.25, span: 40, a: 0.5, stay: 1e9 }, 39);
    expect(value / ((2.25 * 39) / 40)).toBeCloseTo(1, 8);
  });

  it('is continuous where the integral takes over from the series', () => {
    const at = (a: number) => expectedWhileAlive({ rate: 1.2, span: 30, a, stay: 30 }, 39);
    for (let a = 0.25; a < 60; a *= 1.1) {
      const [left, middle, right] = [at(a * 0.999), at(a), at(a * 1.001)];
      expect(left).toBeGreaterThan(middle);
      expect(middle).toBeGreaterThan(right);
      expect(Math.abs(left + right - 2 * middle)).toBeLessThan(1e-5 * middle);
    }
  });
});
