import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoNbd } from '../../lib/value/pareto-nbd.ts';

const shape = (min: number, max: number) =>
  fc.double({ min: Math.log(min), max: Math.log(max), noNaN: true }).map(Math.exp);
const anyParameters = fc.record({
  r: shape(1e-3, 1e5),
  alpha: shape(1e-6, 1e6),
  s: shape(1e-6, 1e5),
  beta: shape(1e-6, 1e6),
});
const ordinaryParameters = fc.record({
  r: shape(0.1, 3),
  alpha: shape(5, 30),
  s: shape(0.1, 3),
  beta: shape(3, 60),
});
const anyHistory = fc
  .record({
    x: fc.nat({ max: 10_000 }),
    T: fc.double({ min: 0, max: 520, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ x, T, share }) => ({ x, tx: x === 0 ? 0 : T * share, T }));
const anyHorizon = shape(0.01, 520);
const cdnow = { r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 };

const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);
const counts = (upTo: number) => Array.from({ length: upTo }, (_, count) => count);
const sumOver = (weights: readonly number[], term: (count: number) => number) =>
  weights.reduce((sum, weight, count) => sum + weight * term(count), 0);

describe('Pareto/NBD for every valid input, heavy buyers included', () => {
  it('gives finite values within their bounds', () => {
    fc.assert(
      fc.property(anyParameters, anyHistory, anyHorizon, (parameters, history, horizon) => {
        const evaluator = paretoNbd.at(parameters);
        const alive = evaluator.aliveProbability(history);
        const none = evaluator.noPurchaseProbability(history, horizon);
        const purchases = evaluator.expectedPurchases(history, horizon);
        expect(Number.isFinite(evaluator.logLikelihood(history))).toBe(true);
        expect(alive >= 0 && alive <= 1 && none >= 0 && none <= 1).toBe(true);
        // Markov: at least one purchase is never likelier than purchases are expected.
        expect(1 - none).toBeLessThanOrEqual(purchases * (1 + 1e-9) + 1e-11);
        expect(purchases).toBeGreaterThanOrEqual(0);
        expect(purchases).toBeLessThanOrEqual(
          (alive * (parameters.r + history.x) * horizon * (1 + 1e-9)) /
            (parameters.alpha + history.T),
        );
        expect(Number.isFinite(evaluator.discountedResidual(history, 0.003))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('gives probabilities of counts within 0 and 1', () => {
    fc.assert(
      fc.property(
        anyParameters,
        anyHistory,
        anyHorizon,
        fc.nat({ max: 2000 }),
        (parameters, history, horizon, count) => {
          const evaluator = paretoNbd.at(parameters);
          const values = [
            evaluator.purchaseCountProbability(history, horizon, count),
            evaluator.newCustomerCountProbability(count, horizon),
          ];
          expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('expects more from heavier buyers who bought just now, up to 10,000 purchases', () => {
    const evaluator = paretoNbd.at(cdnow);
    const expected = [0, 1, 2, 5, 10, 100, 500, 1000, 5000, 10_000].map((x) =>
      evaluator.expectedPurchases({ x, tx: x === 0 ? 0 : 39, T: 39 }, 39),
    );
    expected.reduce((before, after) => {
      expect(after).toBeGreaterThan(before);
      return after;
    });
  });

  it('is less sure of a heavier buyer the longer he is silent', () => {
    const evaluator = paretoNbd.at(cdnow);
    for (const x of [1, 10, 100, 10_000]) {
      const alive = [200, 195, 190, 150, 10].map((tx) =>
        evaluator.aliveProbability({ x, tx, T: 200 }),
      );
      expect(alive[0]).toBe(1);
      expect(alive).toEqual(alive.toSorted((left, right) => right - left));
    }
    const silent = [1, 2, 10, 100, 1000, 10_000].map((x) =>
      evaluator.aliveProbability({ x, tx: 100, T: 200 }),
    );
    expect(silent).toEqual(silent.toSorted((left, right) => right - left));
  });

  it('takes tx = T, T = 0, alpha = beta and s = 1 for ordinary inputs', () => {
    const edges = [
      { ...cdnow, beta: cdnow.alpha },
      { ...cdnow, s: 1 },
      { r: 1, alpha: 1, s: 1, beta: 1 },
    ];
    const histories = [
      { x: 0, tx: 0, T: 0 },
      { x: 3, tx: 20, T: 20 },
      { x: 1, tx: 0, T: 10 },
    ];
    for (const parameters of edges) {
      const at = paretoNbd.at(parameters);
      const beside = paretoNbd.at({
        ...parameters,
        s: parameters.s * (1 + 1e-9),
        beta: parameters.beta * (1 + 1e-9),
      });
      for (const history of histories) {
        expect(
          relative(beside.expectedPurchases(history, 26), at.expectedPurchases(history, 26)),
        ).toBeLessThan(1e-8);
        expect(Math.abs(beside.logLikelihood(history) - at.logLikelihood(history))).toBeLessThan(
          1e-6,
        );
        expect(
          relative(
            beside.purchaseCountProbability(history, 26, 2),
            at.purchaseCountProbability(history, 26, 2),
          ),
        ).toBeLessThan(1e-7);
      }
    }
  });

  it('does not depend on the unit of time', () => {
    fc.assert(
      fc.property(anyParameters, anyHistory, anyHorizon, (parameters, history, horizon) => {
        const weeks = paretoNbd.at(parameters);
        const days = paretoNbd.at({
          ...parameters,
          alpha: parameters.alpha * 7,
          beta: parameters.beta * 7,
        });
        const inDays = { x: history.x, tx: history.tx * 7, T: history.T * 7 };
        const pairs = [
          [days.expectedPurchases(inDays, horizon * 7), weeks.expectedPurchases(history, horizon)],
          [days.discountedResidual(inDays, 0.003 / 7), weeks.discountedResidual(history, 0.003)],
          [
            days.noPurchaseProbability(inDays, horizon * 7),
            weeks.noPurchaseProbability(history, horizon),
          ],
        ] as const;
        for (const [daily, weekly] of pairs) {
          expect(Math.abs(daily - weekly)).toBeLessThanOrEqual(1e-8 * weekly + 1e-12);
        }
      }),
    );
  });

  it('refuses parameters that are missing or not positive, and a rate that is not', () => {
    expect(() => paretoNbd.at({ r: 1, alpha: 1, s: 1 })).toThrow(RangeError);
    expect(() => paretoNbd.at({ r: 1, alpha: 0, s: 1, beta: 1 })).toThrow(RangeError);
    expect(() => paretoNbd.at(cdnow).discountedResidual({ x: 0, tx: 0, T: 1 }, 0)).toThrow(
      RangeError,
    );
  });
});

describe('counts of Pareto/NBD', () => {
  it('sum to one and average to the expectations', () => {
    const history = fc
      .record({ x: fc.nat({ max: 5 }), T: shape(5, 60), share: fc.constantFrom(0.3, 0.8, 1) })
      .map(({ x, T, share }) => ({ x, tx: x === 0 ? 0 : T * share, T }));
    fc.assert(
      fc.property(ordinaryParameters, history, shape(1, 20), (parameters, customer, horizon) => {
        const evaluator = paretoNbd.at(parameters);
        const future = counts(400).map((count) =>
          evaluator.purchaseCountProbability(customer, horizon, count),
        );
        const fresh = counts(400).map((count) =>
          evaluator.newCustomerCountProbability(count, horizon),
        );
        expect(sumOver(future, () => 1)).toBeCloseTo(1, 9);
        expect(sumOver(fresh, () => 1)).toBeCloseTo(1, 9);
        expect(sumOver(future, (count) => count)).toBeCloseTo(
          evaluator.expectedPurchases(customer, horizon),
          7,
        );
        expect(sumOver(fresh, (count) => count)).toBeCloseTo(
          evaluator.unconditionalExpectation(horizon),
          7,
        );
        expect(future[0]).toBeCloseTo(evaluator.noPurchaseProbability(customer, horizon), 10);
      }),
      { numRuns: 12 },
    );
  });

  it('sum to one for a heavy buyer, whose counts lie far from zero', () => {
    const evaluator = paretoNbd.at(cdnow);
    const heavy = { x: 2000, tx: 51.5, T: 52 };
    const future = counts(3000).map((count) =>
      evaluator.purchaseCountProbability(heavy, 26, count),
    );
    expect(sumOver(future, () => 1)).toBeCloseTo(1, 9);
    expect(
      relative(
        sumOver(future, (count) => count),
        evaluator.expectedPurchases(heavy, 26),
      ),
    ).toBeLessThan(1e-9);
  });

  it('are known where no time passes', () => {
    const evaluator = paretoNbd.at(cdnow);
    expect([0, 1].map((count) => evaluator.newCustomerCountProbability(count, 0))).toEqual([1, 0]);
  });
});
