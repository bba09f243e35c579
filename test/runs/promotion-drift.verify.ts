import { describe, expect, it, vi } from 'vitest';
import { foldLedger } from '../../lib/events/fold.ts';
import { makeModel } from '../../lib/runs/make-model.ts';
import { judge } from '../../lib/runs/promotion.ts';
import type { ModelVersion } from '../../lib/scoring/model-version.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { dateToDay, dayToDate } from '../../lib/shared/time.ts';
import type { TransactionModelName } from '../../lib/value/transaction-model.ts';
import { growingShop } from './growing-shop.ts';

vi.setConfig({ testTimeout: 60_000 });

const lastDay = dateToDay('2026-06-30');
const knownAt = '2027-01-01T00:00:00.000Z';
const span = { customers: 600, firstDay: lastDay - 540, lastDay };
const ledgers = growingShop({ ...span, drift: 2.5, regularity: 1 });
/** The window of the hold-out: the last so many days. */
const windowDays = 180;

const policyWith = (transactions: TransactionModelName | 'auto'): ScoringPolicy => ({
  ...defaultPolicy,
  churn: { ...defaultPolicy.churn, horizonDays: windowDays },
  models: { ...defaultPolicy.models, transactions },
});

interface Terms {
  readonly policy?: ScoringPolicy;
  readonly shop?: typeof ledgers;
}

const sampleAt = (day: number, shop: typeof ledgers) =>
  [...shop.values()].map((events) => foldLedger(events, { asOfDay: day, knownAt }).statistics);

const fitAt = (
  day: number,
  active: ModelVersion | null,
  { policy = policyWith('auto'), shop = ledgers }: Terms = {},
): ModelVersion =>
  makeModel({
    ...{ asOf: dayToDate(day), knownAt, sample: sampleAt(day, shop), active },
    ledgers: [...shop].map(([customerId, events]) => ({ customerId, tier: null, events })),
    ...{ friends: new Map(), customers: shop.size, currency: 'EUR', now: knownAt },
    policy: { policy, version: 1, since: null, by: null },
  });

/** Fits as of the last day beside a model in use, and judges. */
const tonight = (active: ModelVersion, terms: Terms = {}) => {
  const { policy = policyWith('auto'), shop = ledgers } = terms;
  const fitted = fitAt(lastDay, active, terms);
  const comparisons = fitted.evaluation.holdOut?.comparisons ?? [];
  return {
    ...judge({ fitted, active, policy, sample: sampleAt(lastDay, shop), dryRun: false }),
    recipe: comparisons.filter(({ against }) => against === 'recipe'),
    itself: comparisons.filter(({ against }) => against === 'active'),
  };
};

describe('a shop that grows, and whose newcomers buy more often', () => {
  it('does not lose by being fitted again on the same day', () => {
    const { decision, reason, recipe } = tonight(fitAt(lastDay, null));
    expect({ decision, reason }).toEqual({
      decision: 'candidate',
      reason: 'less than 7 days after the model in use',
    });
    expect(recipe).toEqual(
      ['brier', 'mae'].map((measure) => ({
        ...{ against: 'recipe', measure, difference: 0, standardError: 0, loses: false },
      })),
    );
  });

  it.each([30, 60])(
    'promotes the newer one over one of %i days ago, which knows most of the window',
    (age) => {
      const { decision, reason, recipe, itself } = tonight(fitAt(lastDay - age, null));
      expect(decision).toBe('promoted');
      expect(reason).toMatch(/^(moves totals and bounds|knows)/);
      expect(itself).toEqual([]);
      expect(recipe.map(({ measure, loses }) => [measure, loses])).toEqual([
        ['brier', false],
        ['mae', false],
      ]);
    },
  );
});

describe('a shop of regular buyers', () => {
  const shop = growingShop({ ...span, drift: 1, regularity: 5 });
  const irregular = { shop, policy: policyWith('mbg-nbd') };

  it('keeps a version back whose recipe is worse than that of the model in use, and says by how much', () => {
    const active = fitAt(lastDay - 60, null, { shop });
    expect(active.transactions?.model).toBe('mbg-cnbd-k');
    const { decision, reason, recipe, itself } = tonight(active, irregular);
    expect(decision).toBe('candidate');
    expect(reason).toMatch(
      /^loses to the recipe of the model in use, both fitted as of the cut: Brier score of the risk \+0\.\d{4} \(standard error 0\.\d{4}\); .*: mean absolute error of the purchases \+0\.\d{4}/,
    );
    expect(recipe.every(({ loses }) => loses)).toBe(true);
    expect(itself).toEqual([]);
  });

  it('keeps a model that is older than the window and predicts it better', () => {
    const active = fitAt(lastDay - windowDays - 10, null, { shop });
    expect(active.transactions?.model).toBe('mbg-cnbd-k');
    const { decision, reason, recipe, itself } = tonight(active, irregular);
    expect(decision).toBe('candidate');
    expect(reason).toMatch(/^loses to the model in use: /);
    expect(itself.map(({ measure }) => measure)).toEqual(['brier', 'mae']);
    expect(recipe).toEqual([]);
  });
});
