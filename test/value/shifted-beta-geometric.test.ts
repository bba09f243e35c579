import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ContractHistory,
  fitShiftedBetaGeometric,
  shiftedBetaGeometricAt,
} from '../../lib/value/shifted-beta-geometric.ts';
import { hasTelco, readTelco } from '../reference/telco-data.ts';
import { observedSurvival } from './observed-survival.ts';

/** 1,000 contracts of which these percentages are left after each year. */
const cohort = (survivors: readonly number[]): readonly ContractHistory[] => {
  const counts = survivors.map((percent) => Math.round(percent * 10));
  const rows = (length: number, row: ContractHistory) => Array.from({ length }, () => row);
  const lost = counts
    .slice(1)
    .flatMap((count, renewals) =>
      rows((counts[renewals] ?? count) - count, { renewals, isActive: false }),
    );
  return [...lost, ...rows(counts.at(-1) ?? 0, { renewals: counts.length - 1, isActive: true })];
};

/** Fader and Hardie (2007), table 1 and the estimates behind it: seven years fitted, five projected. */
const published = [
  {
    name: 'High End',
    survivors: [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1],
    later: [46.8, 44.5, 42.7, 40.9, 39.4],
    alpha: 0.668,
    beta: 3.806,
    logLikelihood: -1611.2,
  },
  {
    name: 'Regular',
    survivors: [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1],
    later: [22.3, 20.7, 19.4, 18.3, 17.3],
    alpha: 0.704,
    beta: 1.182,
    logLikelihood: -1680.3,
  },
];

describe.each(published)('shifted beta-geometric on $name contracts', (data) => {
  const fit = fitShiftedBetaGeometric(cohort(data.survivors));
  const model = shiftedBetaGeometricAt(fit.parameters);

  it('gives the published parameters and likelihood', () => {
    expect(fit).toMatchObject({ fit: 'converged', customers: 1000 });
    expect(fit.parameters['alpha']).toBeCloseTo(data.alpha, 3);
    expect(fit.parameters['beta']).toBeCloseTo(data.beta, 3);
    expect(fit.logLikelihood).toBeCloseTo(data.logLikelihood, 1);
  });

  it('projects the five years behind the fit to two points of a hundred', () => {
    data.later.forEach((percent, index) => {
      const projected = 100 * model.survivalProbability(data.survivors.length + index);
      expect(Math.abs(projected - percent)).toBeLessThan(2);
    });
  });

  it('reports the likelihood of its contracts one by one', () => {
    const sum = cohort(data.survivors).reduce(
      (total, history) => total + model.logLikelihood(history),
      0,
    );
    expect(fit.logLikelihood).toBeCloseTo(sum, 8);
  });

  it('observes the survivors that were put in', () => {
    observedSurvival(cohort(data.survivors)).forEach((share, index) => {
      expect(100 * share).toBeCloseTo(data.survivors[index + 1] ?? 0, 9);
    });
  });
});

describe('shifted beta-geometric at given parameters', () => {
  const shape = fc.double({ min: 0.01, max: 200, noNaN: true });
  const renewals = fc.nat({ max: 500 });

  it('loses fewer and fewer, and its probabilities agree with each other', () => {
    fc.assert(
      fc.property(shape, shape, renewals, (alpha, beta, n) => {
        const model = shiftedBetaGeometricAt({ alpha, beta });
        const next = model.renewalProbability(n);
        expect(model.survivalProbability(0)).toBe(1);
        expect(model.renewalProbability(n + 1)).toBeGreaterThanOrEqual(next);
        expect(model.cancelProbability(n, 1)).toBeCloseTo(1 - next, 10);
        expect(model.cancelProbability(n, 0)).toBeCloseTo(0, 15);
        expect(model.survivalProbability(n) * next).toBeCloseTo(
          model.survivalProbability(n + 1),
          10,
        );
        const left = Math.exp(model.logLikelihood({ renewals: n, isActive: false }));
        const stayed = Math.exp(model.logLikelihood({ renewals: n + 1, isActive: true }));
        expect(left + stayed).toBeCloseTo(model.survivalProbability(n), 10);
      }),
    );
  });

  it('discounts the renewals to come as their sum does', () => {
    fc.assert(
      fc.property(
        shape,
        shape,
        fc.nat({ max: 40 }),
        fc.double({ min: 0.02, max: 1, noNaN: true }),
        (alpha, beta, n, rate) => {
          const model = shiftedBetaGeometricAt({ alpha, beta });
          let [sum, stays] = [0, 1];
          for (let i = 0; i < 2000; i += 1) {
            stays *= model.renewalProbability(n + i);
            sum += stays / (1 + rate) ** i;
          }
          expect(Math.abs(model.discountedResidual(n, rate) / sum - 1)).toBeLessThan(1e-9);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('refuses what no contract can have', () => {
    expect(() => shiftedBetaGeometricAt({ alpha: 1 })).toThrow(RangeError);
    expect(() => shiftedBetaGeometricAt({ alpha: 1, beta: 1 }).discountedResidual(0, 0)).toThrow(
      RangeError,
    );
    expect(() => fitShiftedBetaGeometric([{ renewals: -1, isActive: true }])).toThrow(RangeError);
  });
});

describe('fit of the shifted beta-geometric', () => {
  it('never throws, and says what the data do not tell', () => {
    const status = (histories: readonly ContractHistory[]) =>
      fitShiftedBetaGeometric(histories).fit;
    expect(status([])).toBe('not_identified');
    expect(status([{ renewals: 0, isActive: true }])).toBe('not_identified');
    const once = [true, false].map((isActive) => ({ renewals: isActive ? 1 : 0, isActive }));
    expect(status(once)).toBe('not_identified');
    expect(status([{ renewals: 9, isActive: true }])).toBe('boundary');
    const row = fc.record({ renewals: fc.nat({ max: 60 }), isActive: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (histories) => {
        const fit = fitShiftedBetaGeometric(histories);
        const values = [...Object.values(fit.parameters), -fit.logLikelihood];
        expect(values.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
      }),
    );
  });

  it('does not depend on the order of contracts', () => {
    const contracts = cohort(published[0]?.survivors ?? []);
    expect(fitShiftedBetaGeometric(contracts.toReversed())).toEqual(
      fitShiftedBetaGeometric(contracts),
    );
  });
});

/** The largest distance of the fitted curve from Kaplan and Meier's where 200 contracts or more are at risk. */
const largestGap = (contracts: readonly ContractHistory[]): number => {
  const model = shiftedBetaGeometricAt(fitShiftedBetaGeometric(contracts).parameters);
  const gaps = observedSurvival(contracts).map((share, j) =>
    contracts.filter(({ renewals }) => renewals >= j).length < 200
      ? 0
      : Math.abs(share - model.survivalProbability(j + 1)),
  );
  return Math.max(...gaps);
};

describe.skipIf(!hasTelco)(
  'telco contracts, 7,043 customers by month (skipped without ../shared/data)',
  () => {
    const contracts = hasTelco ? readTelco() : new Map<string, readonly ContractHistory[]>();

    it.each([
      ['Month-to-month', 3875, 'converged'],
      ['One year', 1473, 'boundary'],
      ['Two year', 1695, 'boundary'],
    ] as const)(
      '%s: fits %d customers (%s) and follows their survival within 7 points',
      (type, customers, status) => {
        const some = contracts.get(type) ?? [];
        expect(fitShiftedBetaGeometric(some)).toMatchObject({ customers, fit: status });
        expect(largestGap(some)).toBeLessThan(0.07);
      },
    );
  },
);
