import { describe, expect, it } from 'vitest';
import { type Candidate, judge } from '../../lib/runs/promotion.ts';
import type { Comparison, HoldOut } from '../../lib/scoring/evaluation-schema.ts';
import type { ModelVersion } from '../../lib/scoring/model-version.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
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
  measure: against === 'active' ? 'brier' : 'auc',
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

  it('takes a new policy over in spite of the one in use, because the operator asked for it', () => {
    const older = { ...active, policyVersion: 0 };
    expect(judged([compared('active', 0.01, true)], { active: older })).toEqual({
      decision: 'promoted',
      reason: 'new scoring policy',
    });
  });

  it('decides without a hold-out as before: a new shop gets its first model', () => {
    expect(judged(null)).toEqual({ decision: 'promoted', reason: 'first model' });
  });
});
