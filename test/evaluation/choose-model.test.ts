import { describe, expect, it } from 'vitest';
import { chooseModel } from '../../lib/evaluation/choose-model.ts';
import type { Validation } from '../../lib/evaluation/validation.ts';
import { type Contender, chooseByLikelihood } from '../../lib/scoring/choose-by-likelihood.ts';
import { emptyStatistics } from '../../lib/scoring/statistics.ts';
import type { TransactionModelName } from '../../lib/value/transaction-model.ts';
import { generator } from '../value/simulate-histories.ts';

const contender = (model: TransactionModelName, over: Partial<Contender> = {}): Contender => ({
  model,
  fit: 'converged',
  logLikelihood: -100,
  ...over,
});

const random = generator(3);
const actual = Array.from({ length: 400 }, (_, index) => (index % 3 === 0 ? index % 7 : 0));

/** A window in which each model predicts the truth with so much noise, at any level. */
const validationWith = (
  models: Readonly<Partial<Record<TransactionModelName, { noise: number; level?: number }>>>,
): Validation => ({
  window: {
    ...{ cutDay: 20_000, windowDays: 60, contractual: [], lapsed: [], bornAfter: 0 },
    cases: actual.map((purchases, index) => ({
      ...{
        customerId: String(index),
        statistics: emptyStatistics,
        logGaps: 0,
        purchases,
        spend: 0,
      },
    })),
  },
  tried: Object.entries(models).map(([name, { noise, level = 1 }]) => {
    const purchases = actual.map((count) => level * (count + 0.2 + noise * random()));
    return {
      fit: {
        ...{ logLikelihood: 0, customers: 400, gradientNorm: 0, iterations: 1, parameters: {} },
        model: name as TransactionModelName, // A key of the record above.
        fit: 'converged' as const,
        evaluator: null,
      },
      predictions: { purchases, silence: purchases.map((expected) => Math.exp(-expected)) },
    };
  }),
});

describe('the choice of the transaction model', () => {
  const both = [contender('bg-nbd'), contender('pareto-nbd', { logLikelihood: -120 })];

  it('is the one with the smallest error on the window, whatever the likelihood', () => {
    const validation = validationWith({ 'bg-nbd': { noise: 4 }, 'pareto-nbd': { noise: 1 } });
    const choice = chooseModel(both, validation, 'auto');
    expect(choice.chosen).toBe('pareto-nbd');
    expect(choice.why).toBe('smallest error of the purchases in the last 60 days');
    expect(choice.validation).toMatchObject({ customers: 400, window: { days: 60 } });
    expect(choice.validation?.candidates.map(({ model }) => model)).toEqual([
      'bg-nbd',
      'pareto-nbd',
    ]);
  });

  it('does not follow the level of the window, which a season moves for everybody', () => {
    const validation = validationWith({
      'bg-nbd': { noise: 4 },
      'pareto-nbd': { noise: 1, level: 1.6 },
    });
    expect(chooseModel(both, validation, 'auto').chosen).toBe('pareto-nbd');
  });

  it('is by likelihood among those that predict equally well', () => {
    const same = validationWith({ 'bg-nbd': { noise: 0 }, 'pareto-nbd': { noise: 0 } });
    const choice = chooseModel(both, same, 'auto');
    expect(choice.chosen).toBe('bg-nbd');
    expect(choice.why).toContain('best likelihood among those that predict equally well');
  });

  it('puts a converged fit before one at a boundary, however well that one predicts', () => {
    const validation = validationWith({ 'bg-nbd': { noise: 4 }, 'pareto-nbd': { noise: 0 } });
    const atLimit = [contender('bg-nbd'), contender('pareto-nbd', { fit: 'boundary' })];
    const choice = chooseModel(atLimit, validation, 'auto');
    expect(choice).toMatchObject({ chosen: 'bg-nbd' });
    expect(choice.why).toBe('the only usable candidate in the last 60 days');
  });

  it('is what the policy names, unless the data do not determine it', () => {
    const validation = validationWith({ 'bg-nbd': { noise: 4 }, 'pareto-nbd': { noise: 1 } });
    expect(chooseModel(both, validation, 'bg-nbd')).toMatchObject({
      chosen: 'bg-nbd',
      why: 'named by the policy',
      validation: { customers: 400 },
    });
  });

  it('is what the policy names at a boundary too, where another one converged', () => {
    const validation = validationWith({ 'bg-nbd': { noise: 4 }, 'pareto-nbd': { noise: 1 } });
    const atLimit = [contender('bg-nbd', { fit: 'boundary' }), contender('pareto-nbd')];
    expect(chooseModel(atLimit, validation, 'bg-nbd')).toMatchObject({
      chosen: 'bg-nbd',
      why: 'named by the policy',
    });
  });

  it('is as if nothing were named where the data do not determine what is, and says so', () => {
    const open = [contender('bg-nbd', { fit: 'not_identified' }), contender('pareto-nbd')];
    const validation = validationWith({ 'pareto-nbd': { noise: 1 } });
    expect(chooseModel(open, validation, 'bg-nbd')).toMatchObject({
      chosen: 'pareto-nbd',
      why: 'the data do not determine bg-nbd, which the policy names; the only usable candidate in the last 60 days',
    });
    expect(chooseModel(open, null, 'bg-nbd')).toMatchObject({
      chosen: 'pareto-nbd',
      why: 'the data do not determine bg-nbd, which the policy names; best likelihood; too few data for a window to choose by',
    });
  });
});

describe('the choice without a window', () => {
  it('is the best likelihood; a difference below 2 counts as none and the first of the table is taken', () => {
    const near = [contender('bg-nbd'), contender('mbg-nbd', { logLikelihood: -98.5 })];
    expect(chooseByLikelihood(near, 'auto').chosen).toBe('bg-nbd');
    const far = [contender('bg-nbd'), contender('mbg-nbd', { logLikelihood: -97 })];
    expect(chooseByLikelihood(far, 'auto').chosen).toBe('mbg-nbd');
  });

  it('is nothing where nothing is determined', () => {
    const none = [contender('bg-nbd', { fit: 'not_identified' })];
    expect(chooseByLikelihood(none, 'auto')).toMatchObject({ chosen: null, validation: null });
  });
});
