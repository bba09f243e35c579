import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropoutFirst, dropoutFirstGradient, type Race } from '../../lib/value/dropout-first.ts';
import { groupRows } from '../../lib/value/group-rows.ts';
import { paretoNbd } from '../../lib/value/pareto-nbd.ts';
import { paretoLoss } from '../../lib/value/pareto-nbd-likelihood.ts';
import type { PurchaseHistory } from '../../lib/value/purchase-history.ts';
import { customersUpTo, dayOf, hasCdnow, historyOf, readCdnow } from '../reference/cdnow-data.ts';
import { simulateHistories } from './simulate-histories.ts';

const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);
const shape = (min: number, max: number) =>
  fc.double({ min: Math.log(min), max: Math.log(max), noNaN: true }).map(Math.exp);
const lossOf = (histories: readonly PurchaseHistory[]) =>
  paretoLoss(
    groupRows([
      Float64Array.from(histories, ({ x }) => x),
      Float64Array.from(histories, ({ T }) => T),
      Float64Array.from(histories, ({ tx }) => tx),
    ]),
  );

describe('the race between dropout and next purchase', () => {
  it('is even where both are alike, and that of the rates where they hardly vary', () => {
    expect(dropoutFirst({ m: 2, s: 2, rho: 1 })).toBeCloseTo(0.5, 15);
    expect(dropoutFirst({ m: 1.5, s: 0.5, rho: 1 })).toBeCloseTo(0.25, 15);
    expect(dropoutFirst({ m: 1e8, s: 1e8, rho: 3 })).toBeCloseTo(0.25, 7);
  });

  // m, s, rho, probability: 40 digits, either side of where the integral takes over from the fraction.
  const references = [
    [244.02186979670336, 0.6252360231145103, 62154185.94051354, 4.1393128e-11],
    [1.0220111535530192, 0.04426033435632635, 30.16992311989121, 0.0048455592],
    [0.0524207442787247, 0.00014166665766766163, 1.4187175472910182e-7, 0.0049088071],
    [3.925827925217753, 0.0005391640468538231, 2.7245071528253308e-8, 0.0083787949],
    [5973.066136922358, 0.03311841012293903, 4384577.179188587, 1.2647863e-12],
  ] as const;

  it.each(references)('m %d, s %d, rho %d', (m, s, rho, expected) => {
    expect(relative(dropoutFirst({ m, s, rho }), expected)).toBeLessThan(1e-7);
  });

  it('changes as its derivatives say', () => {
    const anyRace = fc.record({ m: shape(0.05, 3000), s: shape(0.01, 300), rho: shape(1e-6, 1e6) });
    fc.assert(
      fc.property(anyRace, fc.constantFrom('m', 's', 'rho'), (race, name) => {
        const width = 1e-5;
        const moved = (factor: number): Race => ({ ...race, [name]: race[name] * factor });
        const change = dropoutFirst(moved(1 + width)) - dropoutFirst(moved(1 - width));
        const { value, byM, byS, byRho } = dropoutFirstGradient(race);
        const slope = { m: byM, s: byS, rho: byRho }[name] * race[name];
        expect(Math.abs(change / (2 * width) - slope)).toBeLessThan(1e-5 * value * (1 + race.m));
        expect(relative(value, dropoutFirst(race))).toBeLessThan(1e-11);
      }),
      { numRuns: 300 },
    );
  });
});

describe('likelihood of Pareto/NBD over grouped rows', () => {
  const histories = [
    ...simulateHistories(300, { r: 0.6, alpha: 6, a: 0.8, b: 2.4 }, 11),
    { x: 0, tx: 0, T: 0 },
    { x: 3, tx: 20, T: 20 },
    { x: 400, tx: 39, T: 40 },
    { x: 400, tx: 10, T: 40 },
  ];
  const meanLoss = lossOf(histories);
  const anyPoint = fc
    .tuple(shape(0.05, 20), shape(0.5, 500), shape(0.01, 20), shape(0.05, 5000))
    .map((point) => Float64Array.from(point));

  it('is the sum of the likelihoods of the customers', () => {
    fc.assert(
      fc.property(anyPoint, (point) => {
        const [r = 0, alpha = 0, s = 0, beta = 0] = point;
        const evaluator = paretoNbd.at({ r, alpha, s, beta });
        const sum = histories.reduce(
          (total, history) => total + evaluator.logLikelihood(history),
          0,
        );
        const loss = meanLoss(point, new Float64Array(4));
        expect(Math.abs(loss * histories.length + sum)).toBeLessThan(1e-9 * (1 + Math.abs(sum)));
      }),
      { numRuns: 30 },
    );
  });

  it('has the gradient of its numeric differences', () => {
    fc.assert(
      fc.property(anyPoint, (point) => {
        const gradient = new Float64Array(4);
        const value = meanLoss(point, gradient);
        point.forEach((parameter, index) => {
          const width = 1e-5 * parameter;
          const [up, down] = [width, -width].map((offset) => {
            const moved = Float64Array.from(point);
            moved[index] = parameter + offset;
            return meanLoss(moved, new Float64Array(4));
          });
          const numeric = ((up ?? 0) - (down ?? 0)) / 2e-5;
          const analytic = (gradient[index] ?? 0) * parameter;
          expect(Math.abs(numeric - analytic)).toBeLessThan(1e-6 * (1 + Math.abs(value)));
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('fit of Pareto/NBD', () => {
  it('calls neither a runaway dropout nor a missing one converged', () => {
    const source = simulateHistories(2000, { r: 0.5, alpha: 10, a: 0.8, b: 2.4 }, 3);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1999 }), { minLength: 50, maxLength: 50 }), (indexes) => {
        const rows = indexes.flatMap((index) => source[index] ?? []);
        const longest = Math.max(...rows.map(({ T }) => T));
        const { fit, parameters, gradientNorm } = paretoNbd.fit(rows);
        const { alpha = 0, beta = 0, s = 0 } = parameters;
        const isRunaway =
          Math.max(alpha, beta) > 1000 * longest || s * Math.log1p(longest / beta) < 1e-5;
        expect(fit === 'converged' && (isRunaway || gradientNorm > 1e-5)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

describe.skipIf(!hasCdnow)('Pareto/NBD on CDNOW (skipped without ../shared/data)', () => {
  const end = dayOf('1997-09-30');
  const load = (set: 'sample' | 'master') =>
    customersUpTo(readCdnow(set), end).map((customer) => historyOf(customer, end));

  it('reaches the likelihood, the parameters and the predictions of the peers on the sample', () => {
    const histories = load('sample');
    const fit = paretoNbd.fit(histories);
    expect(fit.fit).toBe('converged');
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(-9594.9763);
    expect(fit.parameters['r']).toBeCloseTo(0.55327, 4);
    expect(fit.parameters['alpha']).toBeCloseTo(10.5777, 3);
    // Flat in s and beta: peers differ in the third digit.
    expect(fit.parameters['s']).toBeCloseTo(0.6061, 3);
    expect(fit.parameters['beta']).toBeCloseTo(11.667, 2);
    const evaluator = paretoNbd.at(fit.parameters);
    const sum = (of: (history: PurchaseHistory) => number) =>
      histories.reduce((total, history) => total + of(history), 0);
    expect(sum((history) => evaluator.expectedPurchases(history, 39))).toBeCloseTo(1665.5, 1);
    expect(sum(evaluator.aliveProbability)).toBeCloseTo(1051.9, 0);
  });

  it('reaches them on all 23,570 customers', () => {
    const histories = load('master');
    const fit = paretoNbd.fit(histories);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(-95415.1187);
    const expected = { r: 0.597414, alpha: 11.5851, s: 0.52217, beta: 8.82598 };
    for (const [name, value] of Object.entries(expected)) {
      expect(relative(fit.parameters[name] ?? 0, value), name).toBeLessThan(3e-4);
    }
  });

  it('fitted in days differs by the unit alone', () => {
    const histories = load('sample');
    const inDays = histories.map(({ x, tx, T }) => ({ x, tx: tx * 7, T: T * 7 }));
    const [weekly, daily] = [paretoNbd.fit(histories), paretoNbd.fit(inDays)];
    const repeats = histories.reduce((sum, { x }) => sum + x, 0);
    expect(daily.logLikelihood + repeats * Math.log(7)).toBeCloseTo(weekly.logLikelihood, 7);
    const [weeks, days] = [paretoNbd.at(weekly.parameters), paretoNbd.at(daily.parameters)];
    histories.forEach((history, index) => {
      const inDay = inDays[index] ?? history;
      const difference = relative(
        days.expectedPurchases(inDay, 273),
        weeks.expectedPurchases(history, 39),
      );
      expect(difference).toBeLessThan(1e-8);
    });
  });
});
