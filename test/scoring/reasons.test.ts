import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDetail } from '../../lib/events/fold-detail.ts';
import { classesOf } from '../../lib/scoring/classify.ts';
import { evaluate } from '../../lib/scoring/evaluate.ts';
import { nextTierOf } from '../../lib/scoring/next-tier.ts';
import { reasonsOf } from '../../lib/scoring/reasons.ts';
import type { Statistics } from '../../lib/scoring/statistics.ts';
import { customer, noPurchases, sampleScoring, shop, today } from './sample-shop.ts';

const scoring = sampleScoring();

const explain = (statistics: Statistics, tier: string | null = 'mid') => {
  const evaluation = evaluate(scoring, statistics, today);
  if (evaluation === null) throw new Error('the customer has bought');
  const fresh = classesOf(scoring, statistics, { day: today, stored: null, evaluation });
  const reasons = reasonsOf(scoring, {
    statistics,
    detail: emptyDetail,
    day: today,
    evaluation,
    classes: { ...fresh, tier },
    fresh,
    keepsUntil: null,
  });
  return { evaluation, reasons, fresh };
};

describe('reasons', () => {
  it('have contributions that sum to the score as it is shown', () => {
    fc.assert(
      fc.property(fc.nat({ max: shop.length - 1 }), (index) => {
        const { evaluation, reasons } = explain(shop[index] ?? noPurchases);
        const sum = (score: string) =>
          reasons
            .filter((reason) => reason.score === score)
            .reduce((total, { contribution }) => total + contribution, 0);
        expect(sum('clv')).toBe(Math.round(evaluation.clv ?? 0));
        expect(sum('tier')).toBe(Math.round(evaluation.clv ?? 0));
        expect(sum('churn')).toBeCloseTo(evaluation.churnRisk, 6);
      }),
    );
  });

  it('are ranked by weight, the typical customer last', () => {
    const { reasons } = explain(customer(9, { gapDays: 12 }));
    const clv = reasons.filter(({ score }) => score === 'clv');
    const weights = clv.slice(0, -1).map(({ contribution }) => Math.abs(contribution));
    expect(weights).toEqual(weights.toSorted((left, right) => right - left));
    expect(clv.at(-1)?.code).toBe('baseline');
  });

  it('say what a person would: frequency lifts a regular, silence lowers them, with the evidence', () => {
    const regular = explain(customer(9, { gapDays: 12 })).reasons;
    expect(
      regular.find(({ score, code }) => score === 'churn' && code === 'frequency'),
    ).toMatchObject({
      contribution: expect.any(Number),
      evidence: { purchaseDays: 9 },
    });
    const silent = explain(customer(9, { gapDays: 12, silentDays: 200 })).reasons;
    const recency = silent.find(({ score, code }) => score === 'clv' && code === 'recency');
    expect(recency?.contribution).toBeLessThan(0);
    expect(recency?.evidence).toMatchObject({ daysSinceLastPurchase: 200 });
  });

  it('do not value a new customer for purchases that nobody makes in a day', () => {
    const { evaluation, reasons } = explain(customer(1));
    const clv = reasons.filter(({ score }) => score === 'clv');
    const baseline = clv.find(({ code }) => code === 'baseline')?.contribution ?? 0;
    const tenure = clv.find(({ code }) => code === 'tenure')?.contribution ?? 0;
    const most = Math.max(evaluation.clv ?? 0, baseline);
    expect(Math.abs(tenure)).toBeLessThan(most);
  });

  it('name the bounds of the tier', () => {
    const [tier] = explain(customer(4), 'mid').reasons;
    expect(tier).toMatchObject({
      score: 'tier',
      code: 'lifetime_value',
      evidence: { tier: 'mid' },
    });
    expect(Number(tier?.evidence['nextFrom'])).toBeGreaterThan(Number(tier?.evidence['from']));
    expect(explain(customer(4), null).reasons.some(({ score }) => score === 'tier')).toBe(false);
  });
});

describe('next tier', () => {
  it('is missing at the top, and says how far it is elsewhere', () => {
    const { evaluation } = explain(customer(1, { silentDays: 300 }));
    expect(nextTierOf(scoring, 'high', evaluation)).toBeNull();
    expect(nextTierOf(scoring, null, evaluation)).toBeNull();
    const next = nextTierOf(scoring, 'low', evaluation);
    const bound = scoring.tiers.find(({ id }) => id === 'mid')?.from ?? 0;
    expect(next).toMatchObject({
      tier: 'mid',
      missing: Math.ceil(bound * 1.1 - (evaluation.clv ?? 0)),
    });
    expect(next?.purchaseDays).toBeGreaterThan(0);
  });

  it('counts purchase days that really lift the customer there', () => {
    const statistics = customer(1, { silentDays: 300 });
    const { evaluation } = explain(statistics);
    const next = nextTierOf(scoring, 'low', evaluation);
    const days = next?.purchaseDays ?? 0;
    const spend = Math.round(evaluation.expectedSpend ?? 0);
    const valueAfter = (more: number) =>
      evaluate(
        scoring,
        {
          ...statistics,
          purchaseDays: 1 + more,
          lastDay: today,
          total: statistics.total + more * spend,
        },
        today,
      )?.clv ?? 0;
    const target = (scoring.tiers.find(({ id }) => id === 'mid')?.from ?? 0) * 1.1;
    expect(valueAfter(days)).toBeGreaterThanOrEqual(target * 0.999);
    expect(valueAfter(days - 1)).toBeLessThan(target);
  });
});
