import { describe, expect, it } from 'vitest';
import { hasCdnow } from '../reference/cdnow-data.ts';
import { measurePanel } from './measure-panel.ts';
import { cdnowPanel, cdnowSplit } from './public-panels.ts';

describe.skipIf(!hasCdnow)(
  'churn risk on the CDNOW sample, 39 weeks ahead (skipped without ../shared/data)',
  () => {
    it.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const)(
      'beats the RFM quintile sum, recency and its own transaction model: %s',
      (model) => {
        const measured = measurePanel(cdnowPanel('sample'), { ...cdnowSplit, model });
        const { combined, transactions, recency, rfm } = measured;
        expect(recency).toBeCloseTo(0.7714, 4);
        expect(rfm).toBeCloseTo(0.7759, 2);
        expect(combined.auc).toBeGreaterThan(0.781);
        expect(combined.auc).toBeGreaterThan(Math.max(rfm, recency, transactions.auc));
        expect(combined.brier).toBeLessThan(0.157);
        expect(combined.brier).toBeLessThan(transactions.brier - 0.004);
        expect(combined.ece10).toBeLessThan(0.045);
        expect(measured.churn.kind).toBe('combined');
      },
      60_000,
    );
  },
);
