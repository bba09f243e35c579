import { describe, expect, it } from 'vitest';
import { ChurnModel } from '../../lib/churn/churn-model-schema.ts';
import { type Candidate, judge } from '../../lib/runs/promotion.ts';
import type { Comparison, HoldOut } from '../../lib/scoring/evaluation-schema.ts';
import type { ModelVersion } from '../../lib/scoring/model-version.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { ReferralModel } from '../../lib/scoring/referral-model-schema.ts';
import { sampleModel, shop } from '../scoring/sample-shop.ts';

const errors = { total: 10, actual: 10, bias: 0, mae: 0.5, rmse: 0.8 };
const scores = { auc: 0.7, brier: 0.2, logLoss: 0.5, ece10: 0.02, calibration: [] };

const holdOutWith = (comparisons: readonly Comparison[]): HoldOut => ({
  window: { cut: '2026-01-31', end: '2026-06-30', days: 150 },
  customers: 4000,
  bornAfter: 0,
  contractual: 0,
  churned: 0.6,
  candidates: [],
  published: {
    transactions: 'bg-nbd',
    why: 'a test',
    churn: 'combined',
    purchases: errors,
    risk: scores,
    spend: null,
    gains: [],
  },
  baselines: { recency: 0.7, frequency: 0.7, spend: 0.6, rfm: 0.72, scaledFrequency: errors },
  comparisons: [...comparisons],
});

const versionWith = (comparisons: readonly Comparison[] | null): ModelVersion => ({
  ...sampleModel,
  evaluation: {
    ...sampleModel.evaluation,
    holdOut: comparisons && holdOutWith(comparisons),
  },
});

const compared = (
  against: Comparison['against'],
  difference: number,
  loses: boolean,
): Comparison => ({
  against,
  measure: against === 'active' || against === 'recipe' ? 'brier' : 'auc',
  difference,
  standardError: 0.003,
  loses,
});

const judged = (
  comparisons: readonly Comparison[] | null,
  { active = null, ...rest }: Partial<Candidate> = {},
) =>
  judge({
    fitted: versionWith(comparisons),
    ...{ active, policy: defaultPolicy, sample: shop.slice(0, 200), dryRun: false },
    ...rest,
  });

/** In use since half a year, by the same policy: only the drift would decide. */
const active: ModelVersion = {
  ...sampleModel,
  version: 'mdl_20260101_inuse00000',
  dataEnd: '2026-01-01',
  tiers: sampleModel.tiers.map((tier) => ({ ...tier, from: tier.from * 2 })),
};

const churn = ChurnModel.parse({
  kind: 'combined',
  horizonDays: defaultPolicy.churn.horizonDays,
  lessons: [],
  levelShift: 0,
  intercept: 0,
  modelWeight: 1,
  modelMean: 0,
  spendReference: 0,
  signals: [],
  unused: [],
  typical: { repeats: 0, lastPurchaseWeeks: 0, tenureWeeks: 0 },
  renewals: [],
});

const spread = ReferralModel.parse({
  customers: 200,
  referrers: 10,
  rate: { shape: 1, months: 100, fit: 'few_data', conversions: 5, observedMonths: 500 },
  multipliers: { promoter: 1, passive: 1, detractor: 1, unanswered: 1 },
  stopPerMonth: 0.1,
  susceptibleShare: 0.9,
  discountPerMonth: 0.008,
  horizonMonths: 24,
  spreaderMonths: 9,
  firstGenerationMonths: 8,
  reproductionNumber: 0.09,
  saturation: 1,
  conversion: {
    typeOneShare: 1,
    newCustomerValue: 4_000,
    acquisitionCost: 0,
    reward: 0,
    value: 4_000,
  },
  loyalty: { eta: 0, meanNps: 7 },
  friendShare: 0,
  thresholds: { trade: 0, referral: 0 },
});

describe('promotion', () => {
  it('R20: stores a version that loses to the RFM quintile sum, and says by how much', () => {
    expect(judged([compared('recency', 0.01, false), compared('rfm', -0.0081, true)])).toEqual({
      decision: 'candidate',
      reason: 'loses to the RFM quintile sum: AUC of the risk -0.0081 (standard error 0.0030)',
    });
  });

  it('R20: stores a version that loses to ranking by recency, even where the policy is new', () => {
    const older = { ...active, policyVersion: 0 };
    const { decision, reason } = judged([compared('recency', -0.02, true)], { active: older });
    expect(decision).toBe('candidate');
    expect(reason).toContain('loses to ranking by recency');
  });

  it('promotes the first version that does not lose, also within the noise', () => {
    expect(judged([compared('recency', -0.002, false), compared('rfm', 0.004, false)])).toEqual({
      decision: 'promoted',
      reason: 'first model',
    });
  });

  it('stores a version that loses to the one in use on the same customers', () => {
    const { decision, reason } = judged([compared('active', 0.0062, true)], { active });
    expect(decision).toBe('candidate');
    expect(reason).toBe(
      'loses to the model in use: Brier score of the risk +0.0062 (standard error 0.0030)',
    );
  });

  it('promotes by drift what does not lose to the one in use', () => {
    expect(judged([compared('active', 0.001, false)], { active })).toMatchObject({
      decision: 'promoted',
      reason: expect.stringMatching(/^moves totals and bounds/),
    });
  });

  describe('of a version that moves nothing', () => {
    const fitted = versionWith(null);
    const still: ModelVersion = { ...active, tiers: fitted.tiers };
    const judgedWith = (more: Partial<ModelVersion>, inUse: Partial<ModelVersion> = {}) =>
      judged(null, { fitted: { ...fitted, ...more }, active: { ...still, ...inUse } });

    it('waits', () => {
      expect(judgedWith({}).decision).toBe('candidate');
    });

    it('promotes what the data told for the first time: signals, word of mouth, categories', () => {
      expect(judgedWith({ churn, referral: spread, categories: ['tea'] })).toEqual({
        decision: 'promoted',
        reason: 'knows signals of churn, word of mouth, categories for the first time',
      });
    });

    it('promotes another level of the risk and another worth of word of mouth', () => {
      const riskier = { ...churn, intercept: 0.5 };
      expect(judgedWith({ churn: riskier }, { churn }).decision).toBe('promoted');
      const doubled = { ...spread, conversion: { ...spread.conversion, value: 8_000 } };
      expect(judgedWith({ referral: doubled }, { referral: spread }).decision).toBe('promoted');
      expect(judgedWith({ churn, referral: spread }, { churn, referral: spread }).decision).toBe(
        'candidate',
      );
    });
  });

  it('takes a new policy over in spite of the one in use, because the operator asked for it', () => {
    const older = { ...active, policyVersion: 0 };
    expect(judged([compared('active', 0.01, true)], { active: older })).toEqual({
      decision: 'promoted',
      reason: 'new scoring policy',
    });
  });

  it('stores a version whose recipe loses to that of the model in use, and says that both were fitted anew', () => {
    const { decision, reason } = judged([compared('recipe', 0.0091, true)], { active });
    expect(decision).toBe('candidate');
    expect(reason).toBe(
      'loses to the recipe of the model in use, both fitted as of the cut: Brier score of the risk +0.0091 (standard error 0.0030)',
    );
  });

  describe('with the transaction model that the policy names', () => {
    const older = { ...active, policyVersion: 0 };
    const naming = (transactions: ScoringPolicy['models']['transactions']): ScoringPolicy => ({
      ...defaultPolicy,
      models: { ...defaultPolicy.models, transactions },
    });
    const { transactions } = sampleModel;
    if (transactions === null) throw new Error('the sample shop has a transaction model');
    const atBoundary: ModelVersion = {
      ...sampleModel,
      transactions: { ...transactions, fit: 'boundary' },
    };

    it('is promoted at a boundary too, where the model in use converged', () => {
      expect(
        judged(null, {
          fitted: atBoundary,
          active: older,
          policy: naming(transactions.model),
        }),
      ).toEqual({ decision: 'promoted', reason: 'new scoring policy' });
    });

    it('waits at a boundary where nobody named it', () => {
      expect(judged(null, { fitted: atBoundary, active: older })).toEqual({
        decision: 'candidate',
        reason: 'at a boundary, where the model in use converged',
      });
    });

    it('gives way to another one where the data do not determine it, and the rest of the policy takes effect', () => {
      const wanted = transactions.model === 'pareto-nbd' ? 'bg-nbd' : 'pareto-nbd';
      expect(judged(null, { active: older, policy: naming(wanted) })).toEqual({
        decision: 'promoted',
        reason: `new scoring policy; the data do not determine ${wanted}, which the policy names: ${transactions.model} in its place`,
      });
    });
  });

  it('decides without a hold-out as before: a new shop gets its first model', () => {
    expect(judged(null)).toEqual({ decision: 'promoted', reason: 'first model' });
  });

  it('says how much data there was where it is too little for a model', () => {
    const few = { sample: 30, buyers: 12, repeatBuyers: 3 };
    const fitted = { ...versionWith(null), transactions: null };
    expect(judged(null, { fitted: { ...fitted, customers: few } })).toEqual({
      decision: 'rejected',
      reason:
        'too little data: 12 customers with a purchase, 3 of them with a second one; a model that is used needs 10 of those',
    });
    expect(judged(null, { fitted })).toEqual({
      decision: 'rejected',
      reason: 'the data do not determine a transaction model',
    });
  });
});
