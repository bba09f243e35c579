import { describe, expect, it } from 'vitest';
import { evaluate } from '../../lib/scoring/evaluate.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { emptyStatistics, toModelInputs } from '../../lib/scoring/statistics.ts';
import { valueInterval } from '../../lib/scoring/value-interval.ts';
import { drawGamma, generator } from '../value/simulate-histories.ts';
import { customer, noPurchases, sampleModel, sampleScoring, today } from './sample-shop.ts';

const scoring = sampleScoring();

describe('model inputs', () => {
  it('R9: count weeks from whole days and spend in major units, the first day left out', () => {
    const statistics = {
      ...emptyStatistics,
      purchaseDays: 3,
      firstDay: 100,
      lastDay: 170,
      total: 9000,
      firstDayTotal: 1000,
    };
    expect(toModelInputs(statistics, 240, 2)).toEqual({ x: 2, tx: 10, T: 20, zbar: 40 });
    expect(toModelInputs(statistics, 240, 0)).toMatchObject({ zbar: 4000 });
  });

  it('are null before the first purchase and for a day before the last one', () => {
    expect(toModelInputs(noPurchases, 240, 2)).toBeNull();
    expect(toModelInputs(customer(3, { silentDays: 0 }), today - 1, 2)).toBeNull();
  });
});

describe('exact values', () => {
  it('are those of the models at the policy’s horizons', () => {
    const statistics = customer(5);
    const evaluation = evaluate(scoring, statistics, today);
    const inputs = toModelInputs(statistics, today, 2);
    if (evaluation === null || inputs === null) throw new Error('the customer has bought');
    expect(evaluation.expectedPurchases).toBe(scoring.transactions?.expectedPurchases(inputs, 39));
    expect(evaluation.churnRisk).toBe(scoring.transactions?.noPurchaseProbability(inputs, 39));
    expect(evaluation.expectedSpend).toBeCloseTo(
      (scoring.spend?.expectedSpend(inputs) ?? 0) * 100,
      9,
    );
  });

  it('R6: do not show P(alive) where one purchase is taken for proof, nor in a fit at a limit', () => {
    expect(evaluate(scoring, customer(1), today)?.aliveProbability).toBeNull();
    expect(evaluate(scoring, customer(2), today)?.aliveProbability).toBeGreaterThan(0);
    const { transactions } = sampleModel;
    const limit = {
      ...sampleModel,
      transactions: transactions && { ...transactions, fit: 'boundary' as const },
    };
    expect(
      evaluate(prepareScoring(limit, defaultPolicy, 'USD'), customer(2), today)?.aliveProbability,
    ).toBeNull();
  });

  it('are null without purchases or model, and without value where spend is not known', () => {
    expect(evaluate(scoring, noPurchases, today)).toBeNull();
    expect(evaluate(prepareScoring(null, defaultPolicy, 'USD'), customer(3), today)).toBeNull();
    const noSpend = prepareScoring({ ...sampleModel, spend: null }, defaultPolicy, 'USD');
    expect(evaluate(noSpend, customer(3), today)).toMatchObject({ clv: null, expectedSpend: null });
  });

  it('scale with the margin that the model version pins, not with the policy of the moment', () => {
    const full = evaluate(scoring, customer(3), today)?.clv ?? 0;
    const pinned = { ...sampleModel, value: { ...sampleModel.value, marginRatio: 0.25 } };
    const quarter =
      evaluate(prepareScoring(pinned, defaultPolicy, 'USD'), customer(3), today)?.clv ?? 0;
    const changed = sampleScoring({
      ...defaultPolicy,
      value: { ...defaultPolicy.value, marginRatio: 0.25 },
    });
    expect(quarter).toBeCloseTo(full / 4, 9);
    expect(evaluate(changed, customer(3), today)?.clv).toBe(full);
  });

  it('keep the rhythm of the last purchase while the customer is silent', () => {
    const statistics = customer(6, { gapDays: 20 });
    const now = evaluate(scoring, statistics, today)?.intervalDays;
    expect(evaluate(scoring, statistics, today + 300)?.intervalDays).toBe(now);
    expect(evaluate(scoring, customer(6, { gapDays: 5 }), today)?.intervalDays).toBeLessThan(
      now ?? 0,
    );
  });
});

describe('expected interval of regular buyers', () => {
  const stages = { k: 4, r: 2, alpha: 3, a: 0.5, b: 2 };
  const regular = prepareScoring(
    {
      ...sampleModel,
      transactions: {
        model: 'mbg-cnbd-k',
        parameters: stages,
        logLikelihood: -1,
        customers: 1,
        fit: 'converged',
        gradientNorm: 0,
      },
    },
    defaultPolicy,
    'USD',
  );

  it('counts all stages of a gap: 7 k (alpha + tx) / (r + k x) days', () => {
    // Once bought: a stage takes alpha / r = 1.5 weeks, a gap four of them.
    expect(evaluate(regular, customer(1), today)?.intervalDays).toBeCloseTo(42, 9);
    const repeats = evaluate(regular, customer(6, { gapDays: 21 }), today);
    expect(repeats?.intervalDays).toBeCloseTo((7 * 4 * (3 + 15)) / (2 + 4 * 5), 9);
  });
});

describe('interval of lifetime value', () => {
  it('holds the middle 80 % of simulated futures of the same customer', () => {
    const evaluation = evaluate(scoring, customer(8, { gapDays: 20 }), today);
    if (evaluation === null) throw new Error('the customer has bought');
    const [low, high] = valueInterval(scoring, evaluation) ?? [0, 0];
    const { r = 0, alpha = 0, a = 0, b = 0 } = sampleModel.transactions?.parameters ?? {};
    const { p = 0, q = 0, gamma = 0 } = sampleModel.spend?.parameters ?? {};
    const { x, T, zbar } = evaluation.inputs;
    const alive = evaluation.aliveProbability ?? 0;
    const discount =
      (evaluation.clv ?? 0) /
      ((scoring.transactions?.expectedPurchases(evaluation.inputs, 52) ?? 0) *
        (evaluation.expectedSpend ?? 0));
    const random = generator(5);
    const beta = (left: number, right: number) => {
      const draw = drawGamma(random, left);
      return draw / (draw + drawGamma(random, right));
    };
    const wait = (rate: number) => -Math.log(1 - random()) / rate;
    const future = () => {
      if (random() > alive) return 0;
      const rate = drawGamma(random, r + x) / (alpha + T);
      const dropout = beta(a, b + x);
      const spendRate = drawGamma(random, q + p * x) / (gamma + x * zbar);
      let total = 0;
      let time = wait(rate);
      while (time < 52) {
        total += drawGamma(random, p) / spendRate;
        time = random() < dropout ? Number.POSITIVE_INFINITY : time + wait(rate);
      }
      return total * 100 * discount;
    };
    const futures = Array.from({ length: 20_000 }, future);
    const share = (bound: number) =>
      futures.filter((value) => value <= bound).length / futures.length;
    expect(share(high)).toBeCloseTo(0.9, 1);
    expect(Math.abs(share(high) - 0.9)).toBeLessThan(0.012);
    expect(low === 0 ? share(0) >= 0.088 : Math.abs(share(low) - 0.1) < 0.012).toBe(true);
  });

  it('is wide for who has bought once, and null without a spend model', () => {
    const once = evaluate(scoring, customer(1), today);
    if (once === null) throw new Error('the customer has bought');
    const [low, high] = valueInterval(scoring, once) ?? [1, 0];
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(once.clv ?? 0);
    const noSpend = prepareScoring({ ...sampleModel, spend: null }, defaultPolicy, 'USD');
    expect(valueInterval(noSpend, once)).toBeNull();
  });
});
