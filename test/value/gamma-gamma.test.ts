import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitGammaGamma, gammaGammaAt, medianOf } from '../../lib/value/gamma-gamma.ts';
import { spendCorrelation } from '../../lib/value/spend-independence.ts';

const rows = Array.from({ length: 400 }, (_, index) => ({
  x: 1 + (index % 7),
  zbar: 20 + 15 * Math.sin(index) + (index % 11) ** 2 / 3,
}));

describe('fit of Gamma-Gamma', () => {
  it('R8: leaves out customers without repeat purchases or spend', () => {
    const noise = [
      { x: 0, zbar: 0 },
      { x: 3, zbar: 0 },
      { x: 2, zbar: -4 },
    ];
    expect(fitGammaGamma([...noise, ...rows])).toEqual(fitGammaGamma(rows));
  });

  it('does not depend on the unit of money, and gives the likelihood of the unit it was given', () => {
    const fit = fitGammaGamma(rows);
    const cents = fitGammaGamma(rows.map(({ x, zbar }) => ({ x, zbar: zbar * 100 })));
    expect(fit.fit).toBe('converged');
    expect(cents.parameters['p']).toBeCloseTo(fit.parameters['p'] ?? 0, 6);
    expect((cents.parameters['gamma'] ?? 0) / (fit.parameters['gamma'] ?? 1)).toBeCloseTo(100, 5);
    const model = gammaGammaAt(fit.parameters, fit.medianSpend);
    const total = rows.reduce((sum, row) => sum + model.logLikelihood(row), 0);
    expect(fit.logLikelihood).toBeCloseTo(total, 6);
    expect(cents.logLikelihood).toBeCloseTo(total - rows.length * Math.log(100), 6);
  });

  it('finds a maximum: moving any parameter by 1 % loses likelihood', () => {
    const fit = fitGammaGamma(rows);
    const at = (parameters: Readonly<Record<string, number>>) => {
      const model = gammaGammaAt(parameters, fit.medianSpend);
      return rows.reduce((sum, row) => sum + model.logLikelihood(row), 0);
    };
    for (const name of ['p', 'q', 'gamma']) {
      for (const factor of [0.99, 1.01]) {
        expect(
          at({ ...fit.parameters, [name]: (fit.parameters[name] ?? 0) * factor }),
        ).toBeLessThan(fit.logLikelihood);
      }
    }
  });

  it('never throws, and calls nothing and equal spend what they are', () => {
    expect(fitGammaGamma([]).fit).toBe('not_identified');
    const equal = fitGammaGamma(Array.from({ length: 9 }, () => ({ x: 2, zbar: 5 })));
    expect(equal.fit).toBe('boundary');
    const model = gammaGammaAt(equal.parameters, equal.medianSpend);
    for (const x of [0, 1, 50]) expect(model.expectedSpend({ x, zbar: 5 })).toBeCloseTo(5, 9);
    const row = fc.record({
      x: fc.nat({ max: 30 }),
      zbar: fc.oneof(fc.constant(0), fc.double({ min: 1e-4, max: 1e7, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (some) => {
        const fit = fitGammaGamma(some);
        expect(
          Object.values(fit.parameters).every((value) => value > 0 && Number.isFinite(value)),
        ).toBe(true);
        expect(Number.isFinite(fit.logLikelihood)).toBe(true);
      }),
    );
  });
});

describe('expected spend', () => {
  it('R8: is never negative, also where the population has no mean', () => {
    const parameter = fc.double({ min: 0.01, max: 50, noNaN: true });
    const history = fc.record({
      x: fc.nat({ max: 500 }),
      zbar: fc.double({ min: -50, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(parameter, parameter, parameter, history, (p, q, gamma, row) => {
        const model = gammaGammaAt({ p, q, gamma }, 30);
        const spend = model.expectedSpend(row);
        expect(spend >= 0 && Number.isFinite(spend)).toBe(true);
        if (q <= 1) {
          expect(model.populationMean).toBe(30);
        }
      }),
    );
  });

  it('lies between the own mean and the population mean', () => {
    const model = gammaGammaAt({ p: 6.25, q: 3.74, gamma: 15.44 }, 30);
    const spend = model.expectedSpend({ x: 2, zbar: 100 });
    expect(spend).toBeGreaterThan(model.populationMean);
    expect(spend).toBeLessThan(100);
    const shrunken = gammaGammaAt({ p: 0.3, q: 0.8, gamma: 20 }, 30).expectedSpend({
      x: 1,
      zbar: 100,
    });
    expect(shrunken).toBeGreaterThan(30);
    expect(shrunken).toBeLessThan(100);
  });
});

describe('independence of spend and frequency', () => {
  it('R11: is measured over repeat buyers, and is null where nothing varies', () => {
    expect(spendCorrelation([1, 2, 3].map((x) => ({ x, zbar: 10 * x })))).toBeCloseTo(1, 12);
    expect(
      spendCorrelation([
        { x: 0, zbar: 0 },
        { x: 2, zbar: 5 },
      ]),
    ).toBeNull();
    expect(spendCorrelation([])).toBeNull();
  });
});

describe('median', () => {
  it('is the middle, or the mean of the two middle values', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3]), medianOf([])]).toEqual([2, 2.5, 0]);
  });
});
