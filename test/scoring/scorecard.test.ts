import { describe, expect, it } from 'vitest';
import { emptyMonth } from '../../lib/events/fold-detail.ts';
import { prospectClasses } from '../../lib/scoring/classes.ts';
import { currentValue, historicValue } from '../../lib/scoring/detail-value.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { scorecardOf } from '../../lib/scoring/scorecard.ts';
import { Scorecard } from '../../lib/scoring/scorecard-schema.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import {
  customer,
  emptyDetail,
  noPurchases,
  sampleModel,
  sampleScoring,
  today,
} from './sample-shop.ts';

const month = {
  ...emptyMonth,
  ...{ purchases: 2, revenue: 10_000, cost: 6_000, costed: 2, refunds: 500 },
};
const detail = { ...emptyDetail, months: { '2025-06': month, '2025-07': month, '2026-06': month } };
const input = {
  customerId: 'cus_01',
  statistics: customer(5),
  detail,
  stored: {
    tier: 'low',
    tierSince: null,
    stage: 'repeat',
    activity: 'silent',
    risk: 'high',
    bucket: 3,
  } as const,
  day: today,
  knownAt: '2026-07-01T02:00:00.000Z',
  inputsHash: 'v1:abc',
  policyVersion: 7,
};

describe('scorecard', () => {
  const scoring = sampleScoring();
  const card = scorecardOf(scoring, input);

  it('has the shape that is promised and names what it was computed from', () => {
    expect(Scorecard.parse(card)).toEqual(card);
    expect(card).toMatchObject({
      asOf: '2026-06-30',
      knownAt: input.knownAt,
      modelVersion: sampleModel.version,
      policyVersion: 7,
      state: 'ok',
    });
  });

  it('is the same for the same input', () => {
    expect(scorecardOf(sampleScoring(), structuredClone(input))).toEqual(card);
  });

  it('shows the stored classes beside the exact values of the day', () => {
    expect(card).toMatchObject({
      tier: 'low',
      stage: 'repeat',
      activity: 'silent',
      churn: { band: 'high', horizonDays: 273 },
    });
    expect(card.churn?.risk).toBeLessThan(0.5);
    expect(card.nextTier?.tier).toBe('mid');
    expect(card.value.clv?.interval?.[0]).toBeLessThanOrEqual(card.value.clv?.amount ?? 0);
    expect(card.value.potential.base?.amount).toBe(card.value.clv?.amount);
  });

  it('counts stored classes among its inputs only where they are not what the sums say', () => {
    const past = scorecardOf(scoring, { ...input, stored: null });
    const { tier, stage, activity } = past;
    const risk = past.churn?.band ?? null;
    const fresh = { tier, tierSince: null, stage, activity, risk, bucket: 3 };
    expect(past.inputsHash).toBe('v1:abc');
    expect(scorecardOf(scoring, { ...input, stored: fresh })).toEqual(past);
    const hashes = [card, past].map(({ inputsHash }) => inputsHash);
    const held = scorecardOf(scoring, { ...input, stored: { ...fresh, tier: 'low' } });
    expect(new Set([...hashes, held.inputsHash]).size).toBe(3);
  });

  it('says until when a tier is kept, and counts that among its inputs', () => {
    const keeping = sampleScoring({ ...defaultPolicy, tierMinStayDays: 90 });
    const since = (tierSince: number | null) =>
      scorecardOf(keeping, { ...input, stored: { ...input.stored, tierSince } });
    const held = since(today - 30);
    expect(held.tierStay).toEqual({ since: '2026-05-31', keepsUntil: '2026-08-29' });
    expect(since(null).tierStay).toBeNull();
    expect(card.tierStay).toBeNull();
    const hashes = [held, since(today - 31), since(null)].map(({ inputsHash }) => inputsHash);
    expect(new Set(hashes).size).toBe(3);
    expect(since(null).inputsHash).toBe(card.inputsHash);
  });

  it('shows bands, the RFM cell, and what is missing to better bands', () => {
    expect(card.bands).toMatchObject({
      frequency: { band: 'monthly', intervalDays: 30 },
      amount: { of: 'total', amount: 20_000, currency: 'USD' },
      categories: { breadth: { band: 'narrow', count: 0 }, main: null, grades: [] },
    });
    expect(card.nextTier?.bands).toMatchObject({
      frequency: { band: 'weekly', intervalDaysMax: 10 },
      breadth: { band: 'several', categories: 2 },
    });
    const { recency = 0, frequency = 0, monetary = 0, sum, name } = card.rfm ?? {};
    expect(sum).toBe(recency + frequency + monetary);
    expect([...defaultPolicy.rfm.cells, defaultPolicy.rfm.rest].map(({ id }) => id)).toContain(
      name,
    );
    const prospect = scorecardOf(scoring, { ...input, statistics: noPurchases, stored: null });
    expect(prospect).toMatchObject({ bands: null, rfm: null, tierStay: null, nextTier: null });
  });

  it('decides the classes afresh for a day in the past', () => {
    const past = scorecardOf(scoring, { ...input, stored: null });
    expect(past).toMatchObject({ stage: 'loyal', activity: 'active', churn: { band: 'low' } });
  });

  it('never makes up what nobody recorded', () => {
    expect(card.value).toMatchObject({
      walletShare: null,
      scope: null,
      referral: null,
      potential: { growth: null },
    });
    expect(card).toMatchObject({
      matrix: null,
      actions: null,
      satisfaction: { nps: null, loyaltyIndex: { stated: null, class: null } },
    });
    const needs = Object.fromEntries(card.missing.map(({ field, needs: what }) => [field, what]));
    expect(needs).toMatchObject({
      'value.walletShare': 'answer',
      'value.scope': 'categories',
      'value.referral': 'referrals',
      'value.potential.growth': 'answer',
      'value.perceived.emotional': 'answer',
      'satisfaction.loyaltyIndex.stated': 'answer',
      'satisfaction.nps': 'answer',
      matrix: 'referrals',
    });
    expect(needs).not.toHaveProperty('value.clv');
  });

  it('says what a customer without purchases and a shop without a model lack', () => {
    const prospect = scorecardOf(scoring, {
      ...input,
      statistics: noPurchases,
      detail: emptyDetail,
      stored: prospectClasses,
    });
    expect(Scorecard.parse(prospect)).toMatchObject({
      state: 'insufficient_data',
      tier: null,
      churn: null,
      expectedPurchases: null,
      rfm: null,
      reasons: [],
      process: 'acquire',
      value: { historic: { amount: 0 }, clv: null },
    });
    for (const field of [
      'value.current.tenureDays',
      'value.time.tenureDays',
      'value.contribution.ratio',
    ])
      expect(prospect.missing).toContainEqual({
        field,
        code: 'insufficient_data',
        needs: 'purchase',
      });
    expect(prospect.missing).toContainEqual({
      field: 'churn',
      code: 'insufficient_data',
      needs: 'purchase',
    });
    const unfitted = scorecardOf(prepareScoring(null, defaultPolicy, 'USD'), input);
    expect(Scorecard.parse(unfitted)).toMatchObject({
      state: 'insufficient_data',
      modelVersion: null,
      churn: null,
    });
    expect(unfitted.missing).toContainEqual({
      field: 'value.clv',
      code: 'insufficient_data',
      needs: 'model',
    });
    const noSpend = scorecardOf(
      prepareScoring({ ...sampleModel, spend: null }, defaultPolicy, 'USD'),
      input,
    );
    expect(noSpend.missing).toContainEqual({
      field: 'value.clv',
      code: 'insufficient_data',
      needs: 'spend_model',
    });
    expect(noSpend).toMatchObject({ state: 'ok', value: { clv: null } });
  });

  it('shows the last answers and asks for a repeat purchase where P(alive) needs one', () => {
    const nps = { value: 9, at: '2026-06-01T10:00:00.000Z', responseId: 'rsp_1' };
    const answered = { ...detail, answers: { ...detail.answers, nps } };
    const once = scorecardOf(scoring, { ...input, statistics: customer(1), detail: answered });
    expect(once.bands?.frequency).toMatchObject({ intervalDays: null, dueOn: null });
    for (const field of ['bands.frequency.intervalDays', 'bands.frequency.dueOn'])
      expect(once.missing).toContainEqual({
        field,
        code: 'insufficient_data',
        needs: 'repeat_purchase',
      });
    expect(once.satisfaction.nps).toEqual(nps);
    expect(once.missing).toContainEqual({
      field: 'churn.pAlive',
      code: 'insufficient_data',
      needs: 'repeat_purchase',
    });
  });
});

describe('value so far', () => {
  it('is margin after refunds where every purchase carries its cost', () => {
    expect(historicValue(detail)).toEqual({ amount: 3 * 3_500, basis: 'margin' });
  });

  it('is revenue after refunds where one purchase carries none', () => {
    const partial = { ...detail, months: { ...detail.months, '2026-05': { ...month, costed: 1 } } };
    expect(historicValue(partial)).toEqual({ amount: 4 * 9_500, basis: 'revenue' });
    expect(historicValue(emptyDetail)).toEqual({ amount: 0, basis: 'revenue' });
  });

  it('counts the last twelve calendar months as current, and says which', () => {
    expect(currentValue(detail, today)).toEqual({
      amount: 7_000,
      basis: 'margin',
      from: '2025-07-01',
      to: '2026-06-30',
    });
    expect(currentValue(emptyDetail, today - 170)).toMatchObject({
      amount: 0,
      from: '2025-02-01',
      to: '2026-01-11',
    });
  });
});
