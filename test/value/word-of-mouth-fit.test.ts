import { describe, expect, it } from 'vitest';
import { fitLoyaltyEffect } from '../../lib/value/loyalty-effect.ts';
import { populationRate, spreaderRate } from '../../lib/value/word-of-mouth.ts';
import {
  conversionsMin,
  defaultMultipliers,
  defaultStopPerMonth,
  fitMultipliers,
  fitSpreadRate,
  fitStopRate,
  npsGroupOf,
} from '../../lib/value/word-of-mouth-fit.ts';
import { drawGamma, generator } from './simulate-histories.ts';

const drawPoisson = (random: () => number, mean: number): number => {
  let count = 0;
  let rest = mean + Math.log(random());
  while (rest > 0) {
    count += 1;
    rest += Math.log(random());
  }
  return count;
};

const spreaders = (customers: number, seed = 7) => {
  const random = generator(seed);
  return Array.from({ length: customers }, () => {
    const months = 1 + Math.floor(random() * 36);
    const rate = drawGamma(random, 0.4) / 8;
    return { conversions: drawPoisson(random, rate * months), months };
  });
};

describe('the rate of word of mouth', () => {
  it('finds the parameters that 20,000 customers were drawn from', () => {
    const { shape, months, fit } = fitSpreadRate(spreaders(20_000));
    expect(fit).toBe('converged');
    expect(Math.abs(shape / 0.4 - 1)).toBeLessThan(0.06);
    expect(Math.abs(months / 8 - 1)).toBeLessThan(0.06);
  });

  it('does not depend on the order of the customers', () => {
    const histories = spreaders(500);
    expect(fitSpreadRate(histories.toReversed())).toEqual(fitSpreadRate(histories));
  });

  it('keeps the default shape and a cautious mean where data are few', () => {
    const few = [
      { conversions: 2, months: 30 },
      { conversions: 0, months: 60 },
    ];
    const fitted = fitSpreadRate(few);
    expect(fitted).toMatchObject({ fit: 'few_data', shape: 0.5, conversions: 2 });
    expect(populationRate(fitted)).toBeCloseTo(2.5 / 100, 12);
    expect(populationRate(fitSpreadRate([]))).toBeCloseTo(0.05, 12);
  });

  it('gives everybody the mean rate where nobody differs from anybody', () => {
    const alike = Array.from({ length: 200 }, () => ({ conversions: 1, months: 12 }));
    const fitted = fitSpreadRate(alike);
    expect(fitted.fit).toBe('boundary');
    expect(populationRate(fitted)).toBeCloseTo(200.5 / 2410, 12);
    const silent = spreaderRate({ conversions: 0, months: 12 }, fitted, 1);
    expect(silent / populationRate(fitted)).toBeCloseTo(1, 2);
    expect(alike.length).toBeGreaterThan(conversionsMin);
  });
});

describe('multipliers of the recommendation groups', () => {
  it('are the defaults without data and follow the data with them', () => {
    expect(fitMultipliers([], 0.05)).toEqual(defaultMultipliers);
    const promoters = Array.from({ length: 1_000 }, () => ({
      group: 'promoter' as const,
      conversions: 3,
      months: 20,
    }));
    expect(fitMultipliers(promoters, 0.05).promoter).toBeCloseTo(3, 1);
  });

  it.each([
    [10, 'promoter'],
    [9, 'promoter'],
    [8, 'passive'],
    [7, 'passive'],
    [6, 'detractor'],
    [0, 'detractor'],
    [null, 'unanswered'],
  ])('puts the score %s among %s', (nps, group) => {
    expect(npsGroupOf(nps)).toBe(group);
  });
});

describe('the end of spreading', () => {
  it('is the number of stopped over months at risk, drawn towards the default', () => {
    expect(fitStopRate([])).toBeCloseTo(defaultStopPerMonth, 15);
    const spans = Array.from({ length: 10_000 }, (_, index) => ({
      months: 10,
      hasStopped: index % 4 === 0,
    }));
    expect(fitStopRate(spans)).toBeCloseTo(0.025, 3);
  });
});

describe('the effect of attitude on spend', () => {
  const cases = (eta: number, customers: number) => {
    const random = generator(3);
    return Array.from({ length: customers }, () => {
      const nps = Math.floor(random() * 11);
      const predicted = 10 + drawGamma(random, 2) * 50;
      const noise = drawGamma(random, 4) / 4;
      return { nps, predicted, actual: 0.8 * predicted * (1 + eta * (nps - 5)) * noise };
    });
  };

  it('is found where it is there, whatever the bias of the prediction', () => {
    const { eta, meanNps } = fitLoyaltyEffect(cases(0.05, 3_000));
    expect(eta).toBeCloseTo(0.05, 2);
    expect(meanNps).toBeCloseTo(5, 0);
  });

  it('is 0 where it is not significant or data are few', () => {
    expect(fitLoyaltyEffect(cases(0, 3_000)).eta).toBe(0);
    expect(fitLoyaltyEffect(cases(0.05, 20)).eta).toBe(0);
    expect(fitLoyaltyEffect([])).toEqual({ eta: 0, meanNps: 0 });
  });

  it('does not depend on order', () => {
    const some = cases(0.05, 400);
    expect(fitLoyaltyEffect(some.toReversed())).toEqual(fitLoyaltyEffect(some));
  });
});
