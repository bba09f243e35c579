import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addedPurchases } from '../../lib/value/erlang-counts.ts';
import { integratedPurchases } from '../../lib/value/erlang-expectation.ts';
import { phasesOf } from '../../lib/value/erlang-phases.ts';
import { groupRows } from '../../lib/value/group-rows.ts';
import { mbgCnbdK } from '../../lib/value/mbg-cnbd-k.ts';
import { mbgCnbdLoss } from '../../lib/value/mbg-cnbd-k-likelihood.ts';
import { mbgNbd } from '../../lib/value/mbg-nbd.ts';
import { simulateErlang } from './simulate-histories.ts';

const shape = (min: number, max: number) =>
  fc.double({ min: Math.log(min), max: Math.log(max), noNaN: true }).map(Math.exp);
const stages = fc.integer({ min: 1, max: 12 });
const ordinary = fc.record({
  k: stages,
  r: shape(0.1, 5),
  alpha: shape(0.5, 30),
  a: shape(0.1, 3),
  b: shape(0.3, 10),
});
const extreme = fc.record({
  k: stages,
  r: shape(0.01, 1e5),
  alpha: shape(1e-6, 1e6),
  a: shape(1e-6, 1e6),
  b: shape(0.01, 1e6),
});
const historyUpTo = (x: number, weeks: number) =>
  fc
    .record({
      x: fc.nat({ max: x }),
      T: fc.double({ min: 0, max: weeks, noNaN: true }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map((row) => ({ x: row.x, tx: row.x === 0 ? 0 : row.T * row.share, T: row.T }));
const truth = { k: 3, r: 1.3, alpha: 1.5, a: 0.5, b: 1.2 };
const simulated = simulateErlang(6000, truth, { horizon: 26, seed: 20261121 });
const histories = simulated.map(({ history }) => history);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('MBG/CNBD-k with k = 1', () => {
  it('is MBG/NBD, function by function', () => {
    fc.assert(
      fc.property(
        ordinary,
        historyUpTo(50, 200),
        shape(0.1, 200),
        (parameters, history, horizon) => {
          const erlang = mbgCnbdK.at({ ...parameters, k: 1 });
          const poisson = mbgNbd.at(parameters);
          const close = (left: number, right: number) =>
            expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-9 * Math.abs(right) + 1e-12);
          close(erlang.logLikelihood(history), poisson.logLikelihood(history));
          close(erlang.aliveProbability(history), poisson.aliveProbability(history));
          close(erlang.expectedGap(history), poisson.expectedGap(history));
          close(
            erlang.expectedPurchases(history, horizon),
            poisson.expectedPurchases(history, horizon),
          );
          close(
            erlang.noPurchaseProbability(history, horizon),
            poisson.noPurchaseProbability(history, horizon),
          );
          for (const count of [0, 1, 4]) {
            close(
              erlang.purchaseCountProbability(history, horizon, count),
              poisson.purchaseCountProbability(history, horizon, count),
            );
            close(
              erlang.newCustomerCountProbability(count, horizon),
              poisson.newCustomerCountProbability(count, horizon),
            );
          }
          close(
            erlang.unconditionalExpectation(horizon),
            poisson.unconditionalExpectation(horizon),
          );
          close(
            erlang.discountedResidual(history, 0.003),
            poisson.discountedResidual(history, 0.003),
          );
        },
      ),
    );
  });

  it('is fitted like MBG/NBD where the gaps are not known', () => {
    const some = histories.slice(0, 500).map(({ x, tx, T }) => ({ x, tx, T }));
    const [erlang, poisson] = [mbgCnbdK.fit(some), mbgNbd.fit(some)];
    expect(erlang.parameters['k']).toBe(1);
    expect(erlang.logLikelihood).toBeCloseTo(poisson.logLikelihood, 8);
    for (const name of ['r', 'alpha', 'a', 'b']) {
      expect(erlang.parameters[name]).toBeCloseTo(poisson.parameters[name] ?? 0, 6);
    }
  });
});

describe('MBG/CNBD-k at given parameters', () => {
  it('expects what customers of its world bought, whatever their x and their silence', () => {
    const evaluator = mbgCnbdK.at(truth);
    const groups = Map.groupBy(
      simulated,
      ({ history: { x, tx, T } }) => `${Math.min(x, 6)} ${T - tx > 6 ? 'silent' : 'recent'}`,
    );
    // Nobody without repeat purchases is recent: everybody is watched for ten weeks.
    expect(groups.size).toBe(13);
    for (const [name, group] of groups) {
      const errors = group.map(
        ({ history, actual }) => actual - evaluator.expectedPurchases(history, 26),
      );
      const none = group.map(
        ({ history, actual }) =>
          (actual === 0 ? 1 : 0) - evaluator.noPurchaseProbability(history, 26),
      );
      for (const residuals of [errors, none]) {
        const deviation = Math.sqrt(total(residuals.map((error) => error ** 2)));
        expect(Math.abs(total(residuals)), name).toBeLessThan(4 * deviation);
      }
    }
  });

  it('has count distributions that sum to one and average to the expectations', () => {
    const counts = Array.from({ length: 300 }, (_, count) => count);
    const small = fc.record({
      k: stages,
      r: shape(0.3, 3),
      alpha: shape(4, 30),
      a: shape(0.1, 3),
      b: shape(0.3, 10),
    });
    fc.assert(
      fc.property(small, historyUpTo(5, 60), shape(1, 10), (parameters, history, horizon) => {
        const evaluator = mbgCnbdK.at(parameters);
        const future = counts.map((count) =>
          evaluator.purchaseCountProbability(history, horizon, count),
        );
        const fresh = counts.map((count) => evaluator.newCustomerCountProbability(count, horizon));
        const mean = (weights: readonly number[]) =>
          total(weights.map((weight, count) => weight * count));
        expect(total(future)).toBeCloseTo(1, 9);
        expect(total(fresh)).toBeCloseTo(1, 9);
        expect(mean(future)).toBeCloseTo(evaluator.expectedPurchases(history, horizon), 7);
        expect(mean(fresh)).toBeCloseTo(evaluator.unconditionalExpectation(horizon), 7);
        expect(future[0]).toBeCloseTo(evaluator.noPurchaseProbability(history, horizon), 10);
      }),
      { numRuns: 40 },
    );
  });

  it('ends where a count is so unlikely that its probability is below the normal numbers', () => {
    const evaluator = mbgCnbdK.at({ k: 10, r: 1, alpha: 4, a: 1, b: 1 });
    for (let count = 120; count < 220; count += 1) {
      const probability = evaluator.purchaseCountProbability({ x: 1, tx: 0, T: 0 }, 10, count);
      expect(probability).toBeLessThan(1e-150);
    }
  });

  it('gets the same by adding counts and by integrating over the dropout probability', () => {
    fc.assert(
      fc.property(ordinary, historyUpTo(40, 100), shape(5, 200), (parameters, history, horizon) => {
        const customer = {
          k: parameters.k,
          phases: phasesOf(parameters, history),
          span: parameters.alpha + history.T,
          a: parameters.a,
          stay: parameters.b + history.x + 1,
        };
        const time = horizon / customer.span;
        const added = total(
          customer.phases.map(
            (phase) => phase.weight * addedPurchases({ phase, k: parameters.k, time }, customer),
          ),
        );
        const integrated = integratedPurchases(customer, horizon);
        expect(Math.abs(integrated - added)).toBeLessThan(1e-9 * added + 1e-10);
      }),
    );
  });

  it('gives finite, bounded values for every valid input, heavy buyers included', () => {
    fc.assert(
      fc.property(
        extreme,
        historyUpTo(10_000, 520),
        shape(0.01, 520),
        (parameters, history, horizon) => {
          const evaluator = mbgCnbdK.at(parameters);
          const alive = evaluator.aliveProbability(history);
          const none = evaluator.noPurchaseProbability(history, horizon);
          const purchases = evaluator.expectedPurchases(history, horizon);
          expect(Number.isFinite(evaluator.logLikelihood(history))).toBe(true);
          expect(alive >= 0 && alive <= 1 && none >= 0 && none <= 1).toBe(true);
          expect(purchases).toBeGreaterThanOrEqual(0);
          expect(1 - none).toBeLessThanOrEqual(purchases * (1 + 1e-7) + 1e-9);
          const { k, r, alpha } = parameters;
          const stagesExpected = ((r + k * history.x + k - 1) * horizon) / (alpha + history.T);
          expect(purchases).toBeLessThanOrEqual((alive * (stagesExpected + k) * (1 + 1e-9)) / k);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('refuses a k that is not one of 1 to 12, and parameters that are missing or not positive', () => {
    for (const k of [0, 1.5, 13, Number.NaN]) {
      expect(() => mbgCnbdK.at({ ...truth, k })).toThrow(RangeError);
    }
    expect(() => mbgCnbdK.at({ k: 2, r: 1, alpha: 1, a: 1 })).toThrow(RangeError);
    expect(() => mbgCnbdK.at({ ...truth, alpha: 0 })).toThrow(RangeError);
  });
});

describe('fit of MBG/CNBD-k', () => {
  const fit = mbgCnbdK.fit(histories);

  it('finds the k and the parameters of the world that made the customers', () => {
    expect(fit.fit).toBe('converged');
    expect(fit.parameters['k']).toBe(3);
    for (const [name, value] of Object.entries(truth)) {
      expect(Math.abs((fit.parameters[name] ?? 0) / value - 1), name).toBeLessThan(0.15);
    }
  });

  it('reports the likelihood of its customers one by one, gaps included', () => {
    const evaluator = mbgCnbdK.at(fit.parameters);
    expect(fit.logLikelihood).toBeCloseTo(
      total(histories.map((history) => evaluator.logLikelihood(history))),
      6,
    );
  });

  it('has the gradient that differences give', () => {
    const some = histories.slice(0, 40);
    const rows = groupRows([
      Float64Array.from(some, ({ x }) => x),
      Float64Array.from(some, ({ T }) => T),
      Float64Array.from(some, ({ tx }) => tx),
    ]);
    for (const k of [1, 2, 5, 12]) {
      const loss = mbgCnbdLoss(rows, k);
      const gradient = new Float64Array(4);
      const point = Float64Array.of(0.8, 2.2, 0.6, 1.7);
      loss(point, gradient);
      gradient.forEach((slope, index) => {
        const [up, down] = [1e-5, -1e-5].map((offset) =>
          loss(point.with(index, (point[index] ?? 0) + offset), new Float64Array(4)),
        );
        expect(((up ?? 0) - (down ?? 0)) / 2e-5).toBeCloseTo(slope, 6);
      });
    }
  });

  it('does not depend on the order of customers, bit by bit, nor on the unit of time', () => {
    const some = histories.slice(0, 800);
    const weeks = mbgCnbdK.fit(some);
    const shuffled = some.toSorted((left, right) => Math.sin(left.T * 9) - Math.sin(right.T * 9));
    expect(mbgCnbdK.fit(shuffled)).toEqual(weeks);
    const inDays = some.map(({ x, tx, T, logGaps }) => ({
      x,
      tx: tx * 7,
      T: T * 7,
      logGaps: logGaps + x * Math.log(7),
    }));
    const days = mbgCnbdK.fit(inDays);
    expect(days.parameters['k']).toBe(weeks.parameters['k']);
    const repeats = total(some.map(({ x }) => x));
    expect(days.logLikelihood + repeats * Math.log(7)).toBeCloseTo(weeks.logLikelihood, 6);
    const [weekly, daily] = [mbgCnbdK.at(weeks.parameters), mbgCnbdK.at(days.parameters)];
    some.forEach((history, index) => {
      const inDay = inDays[index] ?? history;
      const ratio = daily.expectedPurchases(inDay, 182) / weekly.expectedPurchases(history, 26) - 1;
      expect(Math.abs(ratio)).toBeLessThan(1e-8);
    });
  });
});
