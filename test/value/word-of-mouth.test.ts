import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianOf } from '../../lib/value/gamma-gamma.ts';
import {
  completeValue,
  conversionValue,
  expectedConversions,
  firstGenerationMonths,
  loyaltyFactor,
  matrixCell,
  monthlyDiscount,
  netDecay,
  populationRate,
  realisedValue,
  reproductionNumber,
  type SpreadDynamics,
  spreaderMonths,
  spreaderRate,
} from '../../lib/value/word-of-mouth.ts';
import { marginalSpread, saturation, spread } from '../../lib/value/word-of-mouth-saturation.ts';

/** The worked example of science.md 5.3. */
const prior = { shape: 0.5, months: 10 };
const dynamics: SpreadDynamics = {
  ratePerMonth: populationRate(prior),
  stopPerMonth: 0.1,
  susceptibleShare: 0.9,
  discountPerMonth: monthlyDiscount(0.12),
  horizonMonths: 24,
};
const terms = { typeOneShare: 0.7, newCustomerValue: 300, acquisitionCost: 40, reward: 15 };
const loyalty = { eta: 0.02, meanNps: 8 };

interface Row {
  readonly name: string;
  readonly tv: number;
  readonly nps: number | null;
  readonly conversions: number;
  readonly months: number;
  readonly multiplier: number;
  /** b_i, n_i, WV, ell and CCV as they are printed. */
  readonly printed: readonly string[];
  readonly cell: string;
}

const rows: readonly Row[] = [
  {
    name: 'A',
    tv: 1200,
    nps: 9,
    conversions: 0,
    months: 24,
    multiplier: 1.6,
    printed: ['.01653', '.1817', '37.61', '1.02', '1261.61'],
    cell: 'affluent',
  },
  {
    name: 'B',
    tv: 1500,
    nps: 3,
    conversions: 0,
    months: 24,
    multiplier: 0.2,
    printed: ['.00676', '.0743', '15.37', '0.90', '1365.37'],
    cell: 'affluent',
  },
  {
    name: 'C',
    tv: 150,
    nps: 10,
    conversions: 6,
    months: 18,
    multiplier: 1.6,
    printed: ['.26804', '2.9462', '609.86', '1.04', '765.86'],
    cell: 'advocate',
  },
  {
    name: 'D',
    tv: 100,
    nps: null,
    conversions: 0,
    months: 6,
    multiplier: 1,
    printed: ['.03125', '.3435', '71.10', '1.00', '171.10'],
    cell: 'advocate',
  },
  {
    name: 'E',
    tv: 900,
    nps: 9,
    conversions: 4,
    months: 20,
    multiplier: 1.6,
    printed: ['.17143', '1.8843', '390.04', '1.02', '1308.04'],
    cell: 'champion',
  },
];

const digits = (value: number, like: string): string =>
  value.toFixed(like.split('.')[1]?.length ?? 0).replace(/^0\./, like.startsWith('.') ? '.' : '0.');

const customers = rows.map(({ name, tv, nps, conversions, months, multiplier }) => {
  const rate = spreaderRate({ conversions, months }, prior, multiplier);
  const expected = expectedConversions(rate, dynamics);
  const wordOfMouth = expected * conversionValue(terms);
  const ell = loyaltyFactor(nps, loyalty);
  const parts = { trade: tv * ell, wordOfMouth, referred: false, friendsTrade: 0 };
  return { name, tv, rate, expected, wordOfMouth, ell, parts, complete: completeValue(parts, 0) };
});

describe('the worked example of word of mouth', () => {
  it('gives its parameters', () => {
    expect(dynamics.discountPerMonth.toFixed(6)).toBe('0.009444');
    expect(dynamics.ratePerMonth).toBe(0.05);
    expect(reproductionNumber(dynamics)).toBeCloseTo(0.45, 15);
    expect(netDecay(dynamics).toFixed(6)).toBe('0.064444');
    expect(spreaderMonths(dynamics).toFixed(4)).toBe('12.2128');
    expect(firstGenerationMonths(dynamics).toFixed(4)).toBe('8.4763');
    expect(conversionValue(terms)).toBe(207);
  });

  it.each(rows)('gives every figure of customer $name', ({ name, printed }) => {
    const found = customers.find((customer) => customer.name === name);
    const figures = [found?.rate, found?.expected, found?.wordOfMouth, found?.ell, found?.complete];
    expect(figures.map((figure, index) => digits(figure ?? 0, printed[index] ?? ''))).toEqual(
      printed,
    );
  });

  it('cuts the matrix at the medians, ties to the higher class', () => {
    const thresholds = {
      trade: medianOf(customers.map(({ parts }) => parts.trade)),
      referral: medianOf(customers.map(({ wordOfMouth }) => wordOfMouth)),
    };
    expect(thresholds.trade.toFixed(2)).toBe('918.00');
    expect(thresholds.referral.toFixed(2)).toBe('71.10');
    expect(customers.map(({ parts }) => matrixCell(parts, thresholds))).toEqual(
      rows.map(({ cell }) => cell),
    );
  });

  it('ranks B E A C D by complete value, B A E C D by lifetime value', () => {
    const order = (key: 'complete' | 'tv') =>
      customers
        .toSorted((a, b) => b[key] - a[key])
        .map(({ name }) => name)
        .join('');
    expect(order('complete')).toBe('BEACD');
    expect(order('tv')).toBe('BAECD');
  });

  it('gives what the friends of C have realised so far', () => {
    const worth = [
      [1, 80, 220],
      [3, 60, 210],
      [6, 45, 190],
      [9, 30, 180],
      [12, 20, 170],
      [15, 10, 160],
    ] as const;
    const conversions = worth.map(([month, historic, residual]) => ({
      historic,
      residual,
      ageMonths: 18 - month,
      reward: 15,
      weight: 1,
    }));
    const realised = realisedValue(conversions, terms, dynamics.discountPerMonth);
    expect(realised.toFixed(2)).toBe('942.63');
  });

  it('holds where growth and decay cancel, and where everybody brings more than one', () => {
    const balanced = {
      ...dynamics,
      susceptibleShare: 1,
      ratePerMonth: 0.1 + dynamics.discountPerMonth,
    };
    expect(spreaderMonths(balanced)).toBeCloseTo(24, 9);
    const viral = { ...dynamics, ratePerMonth: 0.4 };
    expect(reproductionNumber(viral)).toBeGreaterThan(1);
    const people = { size: 10_000, susceptible: 9_000, spreaders: 200 };
    const corrected = expectedConversions(0.4, viral) * saturation(people, viral);
    expect(corrected).toBeLessThan(0.2 * expectedConversions(0.4, viral));
    expect(spread(people, viral).total).toBeLessThanOrEqual(people.susceptible);
  });

  it('never converts more than there are, whatever the dynamics', () => {
    const share = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, (ratePerMonth, stopPerMonth, susceptible) => {
        const any = { ...dynamics, ratePerMonth, stopPerMonth, susceptibleShare: susceptible };
        const people = { size: 1_000, susceptible: 1_000 * susceptible, spreaders: 50 };
        const { total, discounted } = spread(people, any);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(people.susceptible + 1e-6);
        expect(discounted).toBeLessThanOrEqual(total);
        expect(Number.isFinite(saturation(people, any))).toBe(true);
      }),
    );
  });

  it('saturates by the differential equations', () => {
    const people = { size: 10_000, susceptible: 9_000, spreaders: 200 };
    const all = spread(people, dynamics);
    const one = marginalSpread(people, dynamics);
    expect([all.total.toFixed(2), all.discounted.toFixed(2)]).toEqual(['118.86', '108.98']);
    expect([one.total.toFixed(4), one.discounted.toFixed(4)]).toEqual(['0.5890', '0.5403']);
    expect(expectedConversions(dynamics.ratePerMonth, dynamics).toFixed(4)).toBe('0.5496');
    expect(saturation(people, dynamics).toFixed(3)).toBe('0.983');
  });
});
