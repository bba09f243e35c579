import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRfm, RfmSettings } from '../../lib/scoring/policy/rfm.ts';
import { quantiles } from '../../lib/scoring/quantiles.ts';
import { cellNameOf, type Rfm, rfmModelOf, rfmOf } from '../../lib/scoring/rfm.ts';
import { emptyStatistics, type Statistics } from '../../lib/scoring/statistics.ts';
import { noPurchases, sampleModel, shop, today } from './sample-shop.ts';

describe('quantiles', () => {
  it('are values of the sample, at the share from below', () => {
    expect(quantiles([5, 1, 4, 2, 3], [0, 0.2, 0.5, 1])).toEqual([1, 1, 3, 5]);
    expect(quantiles([], [0.5])).toEqual([0]);
  });
});

describe('RFM', () => {
  const cuts = rfmModelOf(shop, today, defaultRfm);

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
    expect(rfmModelOf([noPurchases], today, defaultRfm)).toBeNull();
    expect(sampleModel.rfm).toEqual(cuts);
  });
});

/** `[days since the last purchase, purchase days, net total]` */
type Row = readonly [number, number, number];
const buyer = ([recencyDays, purchaseDays, total]: Row): Statistics => ({
  ...emptyStatistics,
  purchaseDays,
  firstDay: today - 400,
  lastDay: today - recencyDays,
  total,
});

const scored = (rows: readonly Row[], change: Partial<RfmSettings>): readonly (Rfm | null)[] => {
  const buyers = rows.map(buyer);
  const model = rfmModelOf(buyers, today, { ...defaultRfm, cells: [], ...change });
  return buyers.map((customer) => model && rfmOf(customer, today, model));
};
const cellsOf = (rows: readonly Row[], change: Partial<RfmSettings>) =>
  scored(rows, change).map((rfm) => rfm?.cell);

describe('RFM against tables that were computed by hand', () => {
  // Ten customers; six of them bought once. Bounds lie at ranks 2, 4, 6 and 8.
  const ten: readonly Row[] = [
    [1, 1, 90],
    [2, 5, 500],
    [3, 1, 10],
    [4, 3, 300],
    [5, 1, 20],
    [6, 2, 200],
    [7, 1, 30],
    [8, 1, 40],
    [9, 2, 100],
    [10, 1, 50],
  ];

  it('independent, ties together: once is 1, twice is above three bounds, more is above all', () => {
    expect(cellsOf(ten, {})).toEqual([
      '513',
      '555',
      '411',
      '455',
      '311',
      '344',
      '212',
      '212',
      '144',
      '113',
    ]);
  });

  it('independent, ties split: every bin of every score holds two', () => {
    const cards = scored(ten, { ties: 'split' });
    for (const name of ['recency', 'frequency', 'monetary'] as const) {
      const counts = [1, 2, 3, 4, 5].map((bin) => cards.filter((c) => c?.[name] === bin).length);
      expect(counts).toEqual([2, 2, 2, 2, 2]);
    }
    // Whoever bought more often is never behind whoever bought less.
    expect([cards[1], cards[3]].map((card) => card?.frequency)).toEqual([5, 5]);
    expect([cards[5], cards[8]].map((card) => card?.frequency)).toEqual([4, 4]);
  });

  // Three bins of three; frequency is cut within recency, spend within both.
  const nine: readonly Row[] = [
    [1, 1, 900],
    [2, 2, 10],
    [3, 3, 10],
    [4, 10, 50],
    [5, 20, 40],
    [6, 30, 30],
    [7, 5, 1],
    [8, 5, 2],
    [9, 5, 3],
  ];

  it('nested: the same frequency scores differently under another recency', () => {
    expect(cellsOf(nine, { bins: 3, binning: 'nested' })).toEqual([
      '311',
      '321',
      '331',
      '211',
      '221',
      '231',
      '111',
      '112',
      '113',
    ]);
    expect(cellsOf(nine, { bins: 3 })).toEqual([
      '313',
      '312',
      '312',
      '233',
      '233',
      '232',
      '121',
      '121',
      '121',
    ]);
  });

  it('nested, ties split: the three equal frequencies get a bin each', () => {
    const rows = scored(nine, { bins: 3, binning: 'nested', ties: 'split' });
    expect(new Set(rows.slice(6).map((card) => card?.frequency))).toEqual(new Set([1, 2, 3]));
  });

  it('nested: a cell that was empty in the sample takes the bounds of its parent', () => {
    const model = rfmModelOf(nine.map(buyer), today, { ...defaultRfm, bins: 3, binning: 'nested' });
    // Recency 1 held frequency 5 only, so a sixth purchase is above both bounds; its spend is cut as in recency 1.
    expect(model && rfmOf(buyer([8, 6, 3]), today, model)?.cell).toBe('133');
  });

  it('parts ten bins by a sign, sums scores, and names the first cell that holds', () => {
    const rows = Array.from({ length: 10 }, (_, index): Row => [10 - index, index + 1, index]);
    const last = scored(rows, { bins: 10 }).at(-1);
    expect(last).toMatchObject({ cell: '10-10-10', sum: 30, name: 'gone' });
    const name = (recency: number, frequency: number, monetary: number) =>
      cellNameOf(defaultRfm, { recency, frequency, monetary });
    expect([name(5, 5, 5), name(5, 5, 1), name(5, 1, 5), name(2, 4, 4), name(2, 3, 5)]).toEqual([
      'champions',
      'loyal',
      'recent',
      'must_not_lose',
      'at_risk',
    ]);
    expect([name(4, 2, 2), name(3, 1, 1), name(2, 2, 5), name(1, 2, 5)]).toEqual([
      'promising',
      'cooling',
      'hibernating',
      'gone',
    ]);
  });

  it('is the same in any order of the sample', () => {
    const settings: RfmSettings = { ...defaultRfm, binning: 'nested', ties: 'split' };
    expect(rfmModelOf(shop.toReversed(), today, settings)).toEqual(
      rfmModelOf(shop, today, settings),
    );
  });
});

describe('RFM settings', () => {
  const issues = (change: object) =>
    RfmSettings.safeParse({ ...defaultRfm, ...change }).error?.issues.map(({ path }) =>
      path.join('/'),
    );

  it('refuse cells that cannot hold or cannot be told apart', () => {
    expect(issues({ bins: 3 })).toEqual(['cells']);
    expect(issues({ bins: 11 })).toEqual(['bins']);
    expect(issues({ rest: defaultRfm.cells[0] && { ...defaultRfm.rest, id: 'loyal' } })).toEqual([
      'cells',
    ]);
    const [first] = defaultRfm.cells;
    expect(issues({ cells: [{ ...first, recency: [4, 2] }] })).toEqual(['cells/0/recency']);
  });
});
