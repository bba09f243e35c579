import { describe, expect, it } from 'vitest';
import { holdOutOf } from '../../lib/evaluation/hold-out.ts';
import { pastOf } from '../../lib/evaluation/past.ts';
import { dayOf, hasCdnow } from '../reference/cdnow-data.ts';
import { cdnowLedgers } from './ledgers.ts';

const cutDay = dayOf('1997-09-30');
const windowDays = 273;

describe.skipIf(!hasCdnow)(
  'hold-out of all 23,570 CDNOW customers (skipped without ../shared/data)',
  () => {
    it('chooses by the calibration weeks alone what is no worse than the best peer, and beats the baselines', () => {
      const past = pastOf(cdnowLedgers('master'), {
        lastDay: cutDay + windowDays,
        knownAt: '2026-01-01T00:00:00.000Z',
        contractGraceDays: 30,
      });
      const { holdOut } = holdOutOf(
        past,
        { cutDay, windowDays },
        { wanted: 'auto', currencyExponent: 2, contractGraceDays: 30, active: null },
      );
      const { transactions, purchases, risk } = holdOut?.published ?? {};
      expect(transactions).toBe('pareto-nbd');
      expect(purchases?.mae).toBeLessThanOrEqual(0.794);
      expect(purchases?.rmse).toBeLessThanOrEqual(1.727);
      expect(Math.abs(purchases?.bias ?? 1)).toBeLessThanOrEqual(0.129);
      expect(risk?.auc).toBeGreaterThanOrEqual(0.765);
      expect(risk?.auc).toBeGreaterThan(holdOut?.baselines.rfm ?? 1);
      expect(risk?.brier).toBeLessThanOrEqual(0.164);
      expect(holdOut?.baselines.rfm).toBeCloseTo(0.7646, 4);
      expect(holdOut?.baselines.recency).toBeCloseTo(0.7594, 4);
      expect(holdOut?.comparisons.every(({ loses }) => !loses)).toBe(true);
    });
  },
);
