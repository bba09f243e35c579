import { describe, expect, it } from 'vitest';
import { type HoldOutOutcome, holdOutOf } from '../../lib/evaluation/hold-out.ts';
import { pastOf } from '../../lib/evaluation/past.ts';
import type { HoldOut } from '../../lib/scoring/evaluation-schema.ts';
import { dayOf, hasCdnow } from '../reference/cdnow-data.ts';
import { cdnowLedgers } from './ledgers.ts';

const cutDay = dayOf('1997-09-30');
const windowDays = 273;
const settings = {
  ...{ wanted: 'auto' as const, currencyExponent: 2, contractGraceDays: 30, active: null },
};

const evaluate = (set: 'sample' | 'master'): HoldOut => {
  const ledgers = cdnowLedgers(set);
  const past = pastOf(ledgers, {
    lastDay: cutDay + windowDays,
    knownAt: '2026-01-01T00:00:00.000Z',
    contractGraceDays: 30,
  });
  const { holdOut }: HoldOutOutcome = holdOutOf(past, { cutDay, windowDays }, settings);
  if (holdOut === null) throw new Error('there is enough to evaluate');
  return holdOut;
};

/** Published by peers, measured for us (science.md 3.2): total, bias, MAE, RMSE; AUC, Brier, log loss, ECE10. */
const published = {
  'bg-nbd': [1653.4, -0.1215, 0.7855, 1.608, 0.7569, 0.1612, 0.5056, 0.0541],
  'mbg-nbd': [1576.7, -0.1622, 0.7648, 1.6072, 0.7601, 0.1614, 0.5053, 0.0551],
  'pareto-nbd': [1665.5, -0.115, 0.7545, 1.6028, 0.7712, 0.1619, 0.5084, 0.0682],
} as const;

describe.skipIf(!hasCdnow)(
  'hold-out of the CDNOW sample, 39 weeks by 39 weeks (skipped without ../shared/data)',
  () => {
    const holdOut = hasCdnow ? evaluate('sample') : null;

    it.each(Object.entries(published))('gives the published figures of %s', (name, figures) => {
      const candidate = holdOut?.candidates.find(({ model }) => model === name);
      const { total, bias, mae, rmse, actual } = candidate?.purchases ?? {};
      const { auc, brier, logLoss, ece10 } = candidate?.churn ?? {};
      expect(candidate?.fit).toBe('converged');
      expect(actual).toBe(1882);
      expect(Math.abs((total ?? 0) - figures[0])).toBeLessThan(0.06);
      [bias, mae, rmse, auc, brier, logLoss, ece10].forEach((value, index) => {
        expect(Math.abs((value ?? 0) - (figures[index + 1] ?? 0))).toBeLessThan(1.1e-4);
      });
    });

    it('gives the published figures of the naive baselines', () => {
      const { recency, frequency, spend, rfm, scaledFrequency } = holdOut?.baselines ?? {};
      expect(recency).toBeCloseTo(0.7714, 4);
      expect(frequency).toBeCloseTo(0.7576, 4);
      expect(spend).toBeCloseTo(0.7268, 4);
      expect(rfm).toBeCloseTo(0.7759, 4);
      expect(scaledFrequency).toMatchObject({
        bias: expect.closeTo(0.5569, 4),
        mae: expect.closeTo(1.0237, 4),
      });
    });

    it('gives the published figures of spend', () => {
      const spend = holdOut?.published.spend;
      expect((spend?.total ?? 0) / 100).toBeCloseTo(60_449, -1);
      expect(spend?.bias).toBeCloseTo(-0.148, 3);
      expect((spend?.mae ?? 0) / 100).toBeCloseTo(29.454, 2);
      expect(spend?.topTenth).toBeCloseTo(0.503, 3);
      expect(spend?.pastTopTenth).toBeCloseTo(0.481, 3);
    });

    it('chooses by the calibration weeks alone what is no worse than the best peer', () => {
      const { transactions, purchases, risk } = holdOut?.published ?? {};
      expect(transactions).toBe('pareto-nbd');
      expect(purchases?.mae).toBeLessThanOrEqual(0.755);
      expect(purchases?.rmse).toBeLessThanOrEqual(1.603);
      expect(Math.abs(purchases?.bias ?? 1)).toBeLessThanOrEqual(0.1151);
      expect(risk?.auc).toBeGreaterThanOrEqual(0.776);
      expect(risk?.brier).toBeLessThanOrEqual(0.16);
      expect(risk?.ece10).toBeLessThanOrEqual(0.05);
    });

    it('R20: reports AUC, Brier, bias and the naive baselines, and says against which the version loses', () => {
      expect(holdOut).toMatchObject({ customers: 2357, bornAfter: 0 });
      expect(holdOut?.churned).toBeCloseTo(0.7098, 4);
      expect(holdOut?.comparisons.map(({ against }) => against)).toEqual(['recency', 'rfm']);
      expect(holdOut?.comparisons.every(({ loses }) => !loses)).toBe(true);
    });
  },
);
