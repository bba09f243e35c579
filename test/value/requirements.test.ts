import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../lib/value/bg-nbd.ts';
import { fitGammaGamma, gammaGammaAt } from '../../lib/value/gamma-gamma.ts';
import { groupRows } from '../../lib/value/group-rows.ts';
import type { ModelFit } from '../../lib/value/model-fit.ts';
import type { PurchaseHistory } from '../../lib/value/purchase-history.ts';
import type { TransactionModel } from '../../lib/value/transaction-model.ts';
import { transactionModels } from '../../lib/value/transaction-models.ts';
import { customersUpTo, dayOf, hasCdnow, historyOf, readCdnow } from '../reference/cdnow-data.ts';
import { simulateErlang } from './simulate-histories.ts';

/**
 * The requirements of science.md 4.3 that are of all transaction models at once. Those of one model, of the fold or of
 * the scoring stand beside what they are about, under names that begin with the same number.
 */
const models: readonly (readonly [string, TransactionModel])[] = Object.entries(transactionModels);
/** Parameters that every model can read: Pareto/NBD takes s and beta, the others a and b. */
const ordinary = { k: 2, r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7, a: 0.79, b: 2.43 };
const population = simulateErlang(
  600,
  { k: 1, r: 0.8, alpha: 6, a: 0.6, b: 1.8 },
  { horizon: 1, seed: 5 },
).map(({ history }) => history);
/** Nobody, heavy buyers and veterans, gone at once or here to the end. */
const extremes = [0, 1, 7, 300, 10_000].flatMap((x) =>
  [0, 1 / 7, 52, 1040].flatMap((T) => [0, T / 2, T].map((tx) => ({ x, tx: x === 0 ? 0 : tx, T }))),
);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const at = (model: TransactionModel, fit: ModelFit) => model.at(fit.parameters);

describe.each(models)('%s', (_name, model) => {
  const fit = model.fit(population);

  it('R3: maximises the likelihood itself, with no penalty: 1 % off in any parameter loses', () => {
    const likelihood = (parameters: Readonly<Record<string, number>>) => {
      const evaluator = model.at(parameters);
      return total(population.map((history) => evaluator.logLikelihood(history)));
    };
    expect(likelihood(fit.parameters)).toBeCloseTo(fit.logLikelihood, 6);
    for (const name of model.parameterNames.filter((parameter) => parameter !== 'k')) {
      for (const factor of [0.99, 1.01]) {
        const moved = { ...fit.parameters, [name]: (fit.parameters[name] ?? 0) * factor };
        expect(likelihood(moved), name).toBeLessThan(fit.logLikelihood);
      }
    }
  });

  it('R4: no value is infinite, NaN or negative, whoever is scored', () => {
    const evaluator = model.at(ordinary);
    for (const history of extremes) {
      const values = [
        evaluator.aliveProbability(history),
        evaluator.noPurchaseProbability(history, 39),
        evaluator.expectedPurchases(history, 39),
        evaluator.discountedResidual(history, 0.0027),
      ];
      const areSound = values.every((value) => value >= 0 && Number.isFinite(value));
      expect(areSound, `${JSON.stringify(history)}: ${values}`).toBe(true);
    }
  });

  it('R5: expects more of who bought more, up to 10,000 purchases', () => {
    const evaluator = model.at(ordinary);
    const expected = [1, 2, 5, 10, 100, 500, 1000, 5000, 10_000].map((x) =>
      evaluator.expectedPurchases({ x, tx: 39, T: 39 }, 39),
    );
    expect(expected).toEqual(expected.toSorted((left, right) => left - right));
    expect(new Set(expected).size).toBe(expected.length);
  });

  it('R6: the risk of no purchase and P(alive) are two things: a living customer may still not buy', () => {
    const evaluator = model.at(ordinary);
    const history = { x: 3, tx: 30, T: 39 };
    const alive = evaluator.aliveProbability(history);
    const risks = [1, 13, 39, 520].map((horizon) =>
      evaluator.noPurchaseProbability(history, horizon),
    );
    expect(risks).toEqual(risks.toSorted((left, right) => right - left));
    risks.forEach((risk) => {
      expect(risk).toBeGreaterThan(1 - alive);
    });
  });

  it('R7: P(no purchase) is one less the probability of any number of purchases', () => {
    const evaluator = model.at(ordinary);
    for (const history of population.slice(0, 20)) {
      const any = total(
        Array.from({ length: 150 }, (_, count) =>
          evaluator.purchaseCountProbability(history, 6, count + 1),
        ),
      );
      expect(evaluator.noPurchaseProbability(history, 6)).toBeCloseTo(1 - any, 7);
    }
  });

  it('R14: customers who bought once are part of the fit', () => {
    expect(fit.customers).toBe(population.length);
    const repeaters = population.filter(({ x }) => x > 0);
    expect(repeaters.length).toBeLessThan(population.length);
    expect(model.fit(repeaters).parameters['r']).toBeGreaterThan((fit.parameters['r'] ?? 0) * 1.2);
  });

  it('R17: days instead of weeks change the likelihood by sum(x) ln 7 and no prediction', () => {
    const inDays = population.map(({ x, tx, T, logGaps }) => ({
      x,
      tx: tx * 7,
      T: T * 7,
      logGaps: logGaps + x * Math.log(7),
    }));
    const daily = model.fit(inDays);
    const repeats = total(population.map(({ x }) => x));
    expect(daily.logLikelihood + repeats * Math.log(7)).toBeCloseTo(fit.logLikelihood, 6);
    const [inWeeks, byDays] = [at(model, fit), at(model, daily)];
    population.forEach((history, index) => {
      const weeks = inWeeks.expectedPurchases(history, 39);
      const days = byDays.expectedPurchases(inDays[index] ?? history, 273);
      expect(Math.abs(days / weeks - 1)).toBeLessThan(1e-8);
    });
  });

  it('R21: shuffled customers keep their scores, digit by digit', () => {
    const named = population.map((history, index) => ({ id: `cus_${index}`, history }));
    const scores = (rows: typeof named) => {
      const evaluator = at(model, model.fit(rows.map(({ history }) => history)));
      return new Map(
        rows.map(({ id, history }) => [id, evaluator.expectedPurchases(history, 39)] as const),
      );
    };
    const straight = scores(named);
    const shuffled = scores(named.toSorted((left, right) => (left.id < right.id ? 1 : -1)));
    expect(shuffled.size).toBe(named.length);
    for (const [id, score] of straight) {
      expect(shuffled.get(id)).toBe(score);
    }
  });
});

it('R18: a fit costs by distinct customers: ten times as many of the same kinds are no more rows', () => {
  const columns = (rows: readonly PurchaseHistory[]) =>
    (
      [({ x }) => x, ({ T }) => T, ({ tx }) => tx] satisfies ((row: PurchaseHistory) => number)[]
    ).map((column) => Float64Array.from(rows, column));
  const once = groupRows(columns(population));
  const often = groupRows(columns(Array.from({ length: 10 }, () => population).flat()));
  expect(often.columns).toEqual(once.columns);
  expect(total(Array.from(often.counts))).toBe(10 * population.length);
});

it('R21: shuffled customers keep their expected spend', () => {
  const rows = population.map(({ x }, index) => ({ x, zbar: x === 0 ? 0 : 10 + (index % 37) }));
  const [straight, reversed] = [fitGammaGamma(rows), fitGammaGamma(rows.toReversed())];
  expect(reversed).toEqual(straight);
  const spend = gammaGammaAt(straight.parameters, straight.medianSpend);
  expect(spend.expectedSpend({ x: 2, zbar: 30 })).toBeGreaterThan(0);
});

describe.skipIf(!hasCdnow)('CDNOW sample (skipped without ../shared/data)', () => {
  it('R10: days worth zero count: without them r moves from 0.2426 to 0.2439', () => {
    const end = dayOf('1997-09-30');
    const rOf = (purchases: ReturnType<typeof readCdnow>) =>
      bgNbd.fit(customersUpTo(purchases, end).map((customer) => historyOf(customer, end)));
    const all = rOf(readCdnow('sample'));
    const paid = rOf(readCdnow('sample').filter(({ cents }) => cents > 0));
    expect([all.customers, paid.customers]).toEqual([2357, 2349]);
    expect(all.parameters['r']).toBeCloseTo(0.2426, 4);
    expect(paid.parameters['r']).toBeCloseTo(0.2439, 4);
  });
});
