import { describe, expect, it } from 'vitest';
import { normalTwoSided } from '../../lib/shared/normal-tail.ts';
import { cochranArmitage, meanTrend, regression, shareTrend } from '../../lib/surveys/trend.ts';

const point = (day: number, ...values: readonly number[]) => ({
  day,
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
});

describe('normalTwoSided', () => {
  it('agrees with tables on both sides of the change of method', () => {
    // Abramowitz and Stegun, table 26.1 and 26.2.
    expect(normalTwoSided(1.959963984540054)).toBeCloseTo(0.05, 12);
    expect(normalTwoSided(3)).toBeCloseTo(0.0026997960632602, 14);
    expect(normalTwoSided(-4)).toBeCloseTo(6.334248366623993e-5, 17);
    expect(normalTwoSided(0)).toBe(1);
  });
});

describe('regression', () => {
  it("gives the published slope, t and p of Anscombe's first set", () => {
    // Anscombe, The American Statistician 27 (1973) 17-21: slope 0.500, standard error 0.118; t = 4.241, p = 0.00217.
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const found = regression(x.map((day, index) => point(day, y[index] ?? 0)));
    expect(found?.slope).toBeCloseTo(0.50009, 5);
    expect(found?.statistic).toBeCloseTo(4.2415, 4);
    expect(found?.p).toBeCloseTo(0.00217, 5);
  });

  it('says the same of answers that share a day and of the same answers one by one', () => {
    const together = regression([point(0, 1, 2), point(1, 4), point(2, 3, 5, 6)]);
    const apart = regression(
      [0, 0, 1, 2, 2, 2].map((day, i) => point(day, [1, 2, 4, 3, 5, 6][i] ?? 0)),
    );
    expect(together?.statistic).toBeCloseTo(apart?.statistic ?? 0, 12);
  });
});

describe('cochranArmitage', () => {
  it('gives the published statistic of alcohol and malformations', () => {
    // Agresti, Categorical Data Analysis, 2nd ed. (2002), 5.3.5 with table 3.7: z² = 6.6, p = 0.01.
    const scores = [0, 0.5, 1.5, 4, 7];
    const present = [48, 38, 5, 1, 1];
    const absent = [17_066, 14_464, 788, 126, 37];
    const found = cochranArmitage(
      scores.map((day, i) => ({
        day,
        hits: present[i] ?? 0,
        n: (present[i] ?? 0) + (absent[i] ?? 0),
      })),
    );
    expect((found?.statistic ?? 0) ** 2).toBeCloseTo(6.57, 2);
    expect(found?.p).toBeCloseTo(0.0104, 4);
  });
});

describe('a trend', () => {
  const days = [0, 1, 2, 3, 4, 5];
  it('is named with its change in 30 days', () => {
    const rising = meanTrend(days.map((day) => point(day, day, day, day + 1, day, day + 1)));
    expect(rising).toMatchObject({ slope: 30, direction: 'rising', days: 6, n: 30 });
    const falling = shareTrend(days.map((day) => ({ day, n: 20, hits: 15 - 2 * day })));
    expect(falling).toMatchObject({ slope: -300, direction: 'falling', n: 120 });
    const level = shareTrend(days.map((day) => ({ day, n: 20, hits: day % 2 === 0 ? 10 : 11 })));
    expect(level).toMatchObject({ direction: 'none' });
  });

  it('is not looked for where chance could make one, and says why', () => {
    expect(meanTrend(days.map((day) => point(day, 1, 2)))).toBe('few_answers');
    expect(meanTrend([point(0, ...Array<number>(40).fill(3))])).toBe('few_days');
    expect(shareTrend(days.map((day) => ({ day, n: 20, hits: 20 })))).toBe('no_spread');
    expect(meanTrend(days.map((day) => point(day, 3, 3, 3, 3, 3)))).toBe('no_spread');
  });
});
