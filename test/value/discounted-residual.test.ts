import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../lib/value/bg-nbd.ts';
import { discountedResidual } from '../../lib/value/discounted-residual.ts';
import { discountedPurchases } from '../../lib/value/discounted-value.ts';
import { fitGammaGamma, gammaGammaAt } from '../../lib/value/gamma-gamma.ts';
import { mbgNbd } from '../../lib/value/mbg-nbd.ts';
import { paretoNbd } from '../../lib/value/pareto-nbd.ts';
import { customersUpTo, dayOf, hasCdnow, historyOf, readCdnow } from '../reference/cdnow-data.ts';

const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);
const regular = { x: 2, tx: 30.43, T: 38.86 };
const once = { x: 0, tx: 0, T: 38.86 };
const heavy = { x: 26, tx: 30.86, T: 31 };
const bg = bgNbd.at({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 });
const mbg = mbgNbd.at({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 });
const pareto = paretoNbd.at({ r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 });
const evaluators = [bg, mbg, pareto];

describe('discounted purchases over an infinite horizon', () => {
  it('has the closed form of purchases that never end and of those that die exponentially', () => {
    expect(
      relative(
        discountedResidual((time) => 0.2 * time, 0.003),
        0.2 / 0.003,
      ),
    ).toBeLessThan(1e-13);
    const dying = discountedResidual((time) => -Math.expm1(-0.05 * time) / 0.05, 0.003);
    expect(relative(dying, 1 / (0.05 + 0.003))).toBeLessThan(1e-12);
  });

  it('agrees with the integral of the discounted derivative of E[Y(t)] in 30 digits', () => {
    const references = [
      [bg.discountedResidual(regular, 0.0026877), 5.169585874938036],
      [bg.discountedResidual(once, 0.0026877), 1.0187535790291062],
      [bg.discountedResidual(heavy, 0.0026877), 71.06512593332597],
      [bg.discountedResidual(regular, 0.06), 0.5422751475895168],
      [mbg.discountedResidual(regular, 0.0026877), 4.924704028525011],
      [mbg.discountedResidual(once, 0.0026877), 0.7248280415422776],
    ] as const;
    for (const [actual, expected] of references) {
      expect(relative(actual, expected)).toBeLessThan(1e-11);
    }
  });

  it('falls strictly as the rate grows, for every model', () => {
    const rate = fc.double({ min: Math.log(1e-5), max: 0, noNaN: true }).map(Math.exp);
    fc.assert(
      fc.property(rate, fc.constantFrom(regular, once, heavy), (lower, history) => {
        for (const evaluator of evaluators) {
          const [more, less] = [lower, lower * 1.001].map((at) =>
            evaluator.discountedResidual(history, at),
          );
          expect(more).toBeGreaterThan(less ?? 0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is what fine finite steps add up to', () => {
    const weekly = 0.02;
    const stepWeeks = 0.25;
    const plan = { steps: 4800, stepWeeks, ratePerStep: Math.expm1(weekly * stepWeeks) };
    for (const evaluator of evaluators) {
      const finite = discountedPurchases(evaluator, regular, plan);
      // Steps discount at their end: half a step late on average.
      const late = Math.exp((-weekly * stepWeeks) / 2);
      expect(relative(finite, evaluator.discountedResidual(regular, weekly) * late)).toBeLessThan(
        1e-4,
      );
    }
  });
});

describe.skipIf(!hasCdnow)('lifetime value on CDNOW (skipped without ../shared/data)', () => {
  const end = dayOf('1997-09-30');
  const load = (set: 'sample' | 'master') =>
    customersUpTo(readCdnow(set), end).map((customer) => historyOf(customer, end));

  it.each([
    ['sample', 261_614.8, { r: 0.55327, alpha: 10.5778, s: 0.60602, beta: 11.66391 }],
    ['master', 3_064_243, { r: 0.597414, alpha: 11.58511, s: 0.52217, beta: 8.825979 }],
  ] as const)('%s without end is that of CLVTools, %d', (set, expected, parameters) => {
    const histories = load(set);
    const spendFit = fitGammaGamma(histories);
    const spend = gammaGammaAt(spendFit.parameters, spendFit.medianSpend);
    const total = (values: Readonly<Record<string, number>>): number => {
      const evaluator = paretoNbd.at(values);
      const rate = Math.log(1.15) / 52;
      return histories.reduce(
        (sum, history) =>
          sum + spend.expectedSpend(history) * evaluator.discountedResidual(history, rate),
        0,
      );
    };
    expect(relative(total(parameters), expected)).toBeLessThan(2e-5);
    // Our optimum is higher, in a direction in which the likelihood is flat.
    expect(relative(total(paretoNbd.fit(histories).parameters), expected)).toBeLessThan(5e-4);
  });
});
