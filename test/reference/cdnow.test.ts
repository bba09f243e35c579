import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../lib/value/bg-nbd.ts';
import { discountedPurchases } from '../../lib/value/discounted-value.ts';
import { fitGammaGamma, gammaGammaAt } from '../../lib/value/gamma-gamma.ts';
import { mbgNbd } from '../../lib/value/mbg-nbd.ts';
import type { ModelFit } from '../../lib/value/model-fit.ts';
import { spendCorrelation } from '../../lib/value/spend-independence.ts';
import { customersUpTo, dayOf, hasCdnow, historyOf, readCdnow } from './cdnow-data.ts';

const end = dayOf('1997-09-30');
const load = (set: 'sample' | 'master') =>
  customersUpTo(readCdnow(set), end).map((customer) => historyOf(customer, end));

const expectParameters = (
  fit: ModelFit,
  expected: Readonly<Record<string, number>>,
  relative: number,
) => {
  expect(fit.fit).toBe('converged');
  for (const [name, value] of Object.entries(expected)) {
    const error = Math.abs((fit.parameters[name] ?? Number.NaN) / value - 1);
    expect(error, `${name} = ${fit.parameters[name]}, published ${value}`).toBeLessThan(relative);
  }
};

describe.skipIf(!hasCdnow)(
  'CDNOW sample, 2,357 customers, calibrated on 39 weeks (skipped without ../shared/data)',
  () => {
    const histories = hasCdnow ? load('sample') : [];

    it('BG/NBD gives the parameters and the likelihood of Fader, Hardie and Lee (2005)', () => {
      const fit = bgNbd.fit(histories);
      expect(fit.customers).toBe(2357);
      expectParameters(fit, { r: 0.242595, alpha: 4.4136, a: 0.792922, b: 2.42591 }, 1e-5);
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(-9582.4293);
      const evaluator = bgNbd.at(fit.parameters);
      const purchases = histories.reduce(
        (sum, history) => sum + evaluator.expectedPurchases(history, 39),
        0,
      );
      const alive = histories.reduce(
        (sum, history) => sum + evaluator.aliveProbability(history),
        0,
      );
      expect(purchases).toBeCloseTo(1653.41, 1);
      expect(alive).toBeCloseTo(1917.28, 1);
    });

    it('MBG/NBD gives the parameters and the likelihood that BTYDplus and lifetimes agree on', () => {
      const fit = mbgNbd.fit(histories);
      expectParameters(fit, { r: 0.52484, alpha: 6.18309, a: 0.89139, b: 1.61405 }, 1e-4);
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(-9582.1358);
      const evaluator = mbgNbd.at(fit.parameters);
      expect(
        histories.reduce((sum, history) => sum + evaluator.expectedPurchases(history, 39), 0),
      ).toBeCloseTo(1576.73, 1);
    });

    it('Gamma-Gamma gives the parameters and the likelihood of Fader and Hardie (2013), on 946 customers', () => {
      const fit = fitGammaGamma(histories);
      expect(fit.customers).toBe(946);
      expectParameters(fit, { p: 6.24935, q: 3.74426, gamma: 15.4443 }, 1e-4);
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(-4055.9177);
      expect(spendCorrelation(histories)).toBeCloseTo(0.114, 3);
    });

    it('lifetime value over 12 months at 1 % adds up to the figure of the peers', () => {
      const transactions = bgNbd.at(bgNbd.fit(histories).parameters);
      const spendFit = fitGammaGamma(histories);
      const spend = gammaGammaAt(spendFit.parameters, spendFit.medianSpend);
      const plan = { steps: 12, stepWeeks: 4.345, ratePerStep: 0.01 };
      const total = histories.reduce(
        (sum, history) =>
          sum + spend.expectedSpend(history) * discountedPurchases(transactions, history, plan),
        0,
      );
      expect(total / 71507.95).toBeCloseTo(1, 4);
    });

    it('fitting in days differs by the unit alone', () => {
      const weeks = bgNbd.fit(histories);
      const inDays = histories.map(({ x, tx, T }) => ({ x, tx: tx * 7, T: T * 7 }));
      const days = bgNbd.fit(inDays);
      const repeats = histories.reduce((sum, { x }) => sum + x, 0);
      expect(days.logLikelihood + repeats * Math.log(7)).toBeCloseTo(weeks.logLikelihood, 7);
      const [weekly, daily] = [bgNbd.at(weeks.parameters), bgNbd.at(days.parameters)];
      histories.forEach((history, index) => {
        const inDay = inDays[index] ?? history;
        const difference =
          daily.expectedPurchases(inDay, 273) / weekly.expectedPurchases(history, 39) - 1;
        expect(Math.abs(difference)).toBeLessThan(1e-8);
      });
    });
  },
);

describe.skipIf(!hasCdnow)('CDNOW full, 23,570 customers (skipped without ../shared/data)', () => {
  it('all three models give what the peers agree on', () => {
    const histories = load('master');
    expect(histories).toHaveLength(23_570);
    const bg = bgNbd.fit(histories);
    expectParameters(bg, { r: 0.251624, alpha: 4.78894, a: 0.72343, b: 2.16108 }, 1e-5);
    expect(bg.logLikelihood).toBeGreaterThanOrEqual(-95368.444);
    const mbg = mbgNbd.fit(histories);
    expectParameters(mbg, { r: 0.63713, alpha: 7.31023, a: 0.80749, b: 1.22844 }, 1e-4);
    expect(mbg.logLikelihood).toBeGreaterThanOrEqual(-95336.9584);
    const spend = fitGammaGamma(histories);
    expect(spend.customers).toBe(9450);
    expectParameters(spend, { p: 6.27534, q: 3.62444, gamma: 14.98371 }, 1e-4);
    expect(spend.logLikelihood).toBeGreaterThanOrEqual(-40763.4764);
  });
});
