import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantiles } from '../../lib/scoring/quantiles.ts';
import { rfmCutPoints, rfmOf } from '../../lib/scoring/rfm.ts';
import type { Statistics } from '../../lib/scoring/statistics.ts';
import { noPurchases, sampleModel, shop, today } from './sample-shop.ts';

describe('quantiles', () => {
  it('are values of the sample, at the share from below', () => {
    expect(quantiles([5, 1, 4, 2, 3], [0, 0.2, 0.5, 1])).toEqual([1, 1, 3, 5]);
    expect(quantiles([], [0.5])).toEqual([0]);
  });
});

describe('RFM', () => {
  const cuts = rfmCutPoints(shop, today);

  it('puts about a fifth of distinct values in each bin', () => {
    const counts = [0, 0, 0, 0, 0];
    for (const statistics of shop) {
      const score = cuts && rfmOf(statistics, today, cuts)?.monetary;
      counts[(score ?? 1) - 1] = (counts[(score ?? 1) - 1] ?? 0) + 1;
    }
    for (const count of counts) expect(count / shop.length).toBeCloseTo(0.2, 1);
  });

  it('never gives less for more, nor different scores for equal values', () => {
    const index = fc.nat({ max: shop.length - 1 });
    const traits = [
      ['frequency', (row: Statistics) => row.purchaseDays],
      ['monetary', (row: Statistics) => row.total],
      ['recency', (row: Statistics) => row.lastDay ?? 0],
    ] as const;
    fc.assert(
      fc.property(index, index, fc.constantFrom(...traits), (left, right, [score, trait]) => {
        const pair = [shop[left] ?? noPurchases, shop[right] ?? noPurchases];
        const [less = 0, more = 0] = pair
          .toSorted((one, other) => trait(one) - trait(other))
          .map((row) => cuts && rfmOf(row, today, cuts)?.[score]);
        expect(more).toBeGreaterThanOrEqual(less ?? 0);
        if (new Set(pair.map(trait)).size === 1) expect(more).toBe(less);
      }),
    );
  });

  it('names the cell by its scores', () => {
    const rfm = cuts && rfmOf(shop[0] ?? noPurchases, today, cuts);
    expect(rfm?.cell).toBe(`${rfm?.recency}${rfm?.frequency}${rfm?.monetary}`);
  });

  it('is null without purchases, and pinned with the model', () => {
    expect(cuts && rfmOf(noPurchases, today, cuts)).toBeNull();
    expect(rfmCutPoints([noPurchases], today)).toBeNull();
    expect(sampleModel.rfm).toEqual(cuts);
  });
});
