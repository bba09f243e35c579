import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../lib/scoring/evaluate.ts';
import { type FriendFacts, friendFacts, friendsToRead } from '../../lib/scoring/friend.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { fitReferralModel, type ReferralCase } from '../../lib/scoring/referral-fit.ts';
import { referrerOf, spreadHistory } from '../../lib/scoring/referral-history.ts';
import { ReferralModel } from '../../lib/scoring/referral-model-schema.ts';
import { referralValueOf } from '../../lib/scoring/referral-value.ts';
import { scorecardOf } from '../../lib/scoring/scorecard.ts';
import { Scorecard } from '../../lib/scoring/scorecard-schema.ts';
import type { Scoring } from '../../lib/scoring/scoring.ts';
import type { DetailFold, ReferralMade } from '../../lib/scoring/statistics.ts';
import { generator } from '../value/simulate-histories.ts';
import { customer, emptyDetail, noPurchases, sampleScoring, shop, today } from './sample-shop.ts';

const me = 'cus_me';

/** A shop where one in twenty has brought friends. */
const cases = (random = generator(5)): readonly ReferralCase[] =>
  shop.slice(0, 2_000).map((statistics) => {
    const refers = random() < 0.05;
    const last = statistics.lastDay ?? today;
    return {
      statistics,
      nps: random() < 0.5 ? Math.floor(random() * 11) : null,
      referralDays: refers ? [last] : [],
      conversionRewards: refers && random() < 0.6 ? [1_500] : [],
      loyalty: null,
    };
  });

const conditions = (policy: ScoringPolicy = defaultPolicy) => ({
  day: today,
  scoring: sampleScoring(policy),
  customers: 8_000,
});

const settings = (change: Partial<ScoringPolicy['referral']>): ScoringPolicy => ({
  ...defaultPolicy,
  referral: { ...defaultPolicy.referral, ...change },
});

const fitted = (policy?: ScoringPolicy): ReferralModel => {
  const model = fitReferralModel(cases(), conditions(policy));
  if (model === null) throw new Error('there are conversions');
  return model;
};

const made = new Map<ScoringPolicy, Scoring>();

const scoringWith = (policy: ScoringPolicy = defaultPolicy): Scoring => {
  const known = made.get(policy) ?? makeScoring(policy);
  made.set(policy, known);
  return known;
};

const makeScoring = (policy: ScoringPolicy): Scoring => {
  const scoring = sampleScoring(policy);
  if (scoring.model === null) throw new Error('the shop has a model');
  return { ...scoring, model: { ...scoring.model, referral: fitted(policy) } };
};

describe('the referral model of a sample', () => {
  const model = fitted();

  it('has the promised shape and finite parameters', () => {
    expect(ReferralModel.parse(model)).toEqual(model);
    expect(model.customers).toBe(2_000);
    expect(model.referrers).toBeGreaterThan(50);
    expect(model.rate.conversions).toBe(
      cases().reduce((sum, { conversionRewards }) => sum + conversionRewards.length, 0),
    );
    expect(model.saturation).toBeGreaterThan(0.9);
    expect(model.saturation).toBeLessThanOrEqual(1);
    expect(model.conversion.reward).toBe(1_500);
    expect(model.thresholds.trade).toBeGreaterThan(0);
  });

  it('does not depend on the order of the customers', () => {
    expect(fitReferralModel(cases().toReversed(), conditions())).toEqual(model);
  });

  it('is null before the first conversion: defaults alone would make numbers up', () => {
    const none = cases().map((one) => ({ ...one, conversionRewards: [] }));
    expect(fitReferralModel(none, conditions())).toBeNull();
    expect(fitReferralModel([], conditions())).toBeNull();
  });

  it('uses every setting', () => {
    const half = fitted(settings({ typeOneShare: 0.35 }));
    const { newCustomerValue } = model.conversion;
    expect(model.conversion.value).toBeCloseTo(0.7 * newCustomerValue - 1_500, 6);
    expect(half.conversion.value).toBeCloseTo(0.35 * newCustomerValue - 1_500, 6);
    const saved = fitted(settings({ acquisitionCost: 4_000 }));
    expect(saved.conversion.value - model.conversion.value).toBeCloseTo(0.3 * 4_000, 6);
    expect(fitted(settings({ marketSize: 40_000 })).susceptibleShare).toBe(0.8);
    expect(fitted(settings({ marketSize: 4_000 })).susceptibleShare).toBe(0);
    expect(fitted(settings({ susceptibleShare: 1 })).saturation).toBe(1);
    expect(fitted(settings({ horizonMonths: 36 })).spreaderMonths).toBeGreaterThan(
      model.spreaderMonths,
    );
    expect(fitted(settings({ stopDays: 2_000 })).stopPerMonth).toBeLessThan(model.stopPerMonth);
    expect(fitted(settings({ friendShare: 0.1 })).friendShare).toBe(0.1);
    const thresholds = { trade: 5_000, referral: 70 };
    expect(fitted(settings({ thresholds })).thresholds).toEqual(thresholds);
    const unrewarded = cases().map((one) => ({
      ...one,
      conversionRewards: one.conversionRewards.map(() => 0),
    }));
    const byPolicy = conditions(settings({ reward: 900 }));
    expect(fitReferralModel(unrewarded, byPolicy)?.conversion.reward).toBe(900);
  });

  it('gives nobody anything where the market is full', () => {
    const policy = settings({ marketSize: 4_000 });
    const found = referralValueOf(scoringWith(policy), referrer(), null);
    expect(found).toMatchObject({ conversions: 0, wordOfMouth: 0 });
  });
});

const referral = (id: string, day = today - 200, reward = 1_000): ReferralMade => ({
  eventId: `ref_${id}`,
  customerId: id,
  day,
  reward,
});

const friend = (id: string, by: string | null = me): FriendFacts => ({
  ...friendFacts(id, {
    statistics: customer(4),
    detail: {
      ...emptyDetail,
      referredBy: by === null ? [] : [{ eventId: 'r', customerId: by, day: today - 900 }],
    },
  }),
  historic: { amount: 16_000, basis: 'revenue' },
});

const detailWith = (...ids: string[]): DetailFold => ({
  ...emptyDetail,
  referrals: ids.map((id) => referral(id)),
});

const referrer = (
  facts: readonly FriendFacts[] = [],
  detail = detailWith(...facts.map(({ customerId }) => customerId)),
) => ({
  customerId: me,
  statistics: customer(6),
  detail,
  day: today,
  friends: { facts, left: 0 },
});

const worthOf = (facts: readonly FriendFacts[], scoring = scoringWith()) => {
  const found = referralValueOf(scoring, referrer(facts), evaluate(scoring, customer(6), today));
  if (found === null) throw new Error('there is a model');
  return found;
};

describe('word-of-mouth value of a customer', () => {
  it('rises with every friend that was converted, and counts nobody twice', () => {
    const values = [0, 1, 2, 3].map((count) =>
      worthOf(Array.from({ length: count }, (_, index) => friend(`cus_${index}`))),
    );
    expect(values.map(({ converted }) => converted)).toEqual([0, 1, 2, 3]);
    const worth = values.map(({ wordOfMouth }) => wordOfMouth);
    expect(worth).toEqual(worth.toSorted((a, b) => a - b));
    expect(values[0]?.realised).toBe(0);
    const [, one = 0, two = 0] = values.map(({ realised }) => realised);
    expect(two).toBeCloseTo(2 * one, 6);
  });

  it('leaves a friend to the last who referred them', () => {
    const found = worthOf([friend('cus_1'), friend('cus_2', 'cus_other'), friend('cus_3', null)]);
    expect(found.converted).toBe(1);
  });

  it('tells the realised value by formula: share of history and residual, less the reward', () => {
    const scoring = scoringWith();
    const clv = evaluate(scoring, customer(4), today)?.clv ?? 0;
    const model = scoring.model?.referral;
    const months = (customer(4).firstDay ?? 0) - today;
    const reward = 1_000 * Math.exp((model?.discountPerMonth ?? 0) * (-months / (365.25 / 12)));
    expect(worthOf([friend('cus_1')]).realised).toBeCloseTo(0.7 * (16_000 + clv) - reward, 4);
  });

  it('does not depend on the order of friends', () => {
    const facts = ['a', 'b', 'c', 'd'].map((id) => friend(`cus_${id}`));
    expect(worthOf(facts.toReversed()).realised).toBeCloseTo(worthOf(facts).realised, 9);
  });

  it('moves a share of trade from friends to who brought them and leaves the sum unchanged', () => {
    const sumOf = (friendShare: number): number => {
      const scoring = scoringWith(settings({ friendShare }));
      const evaluation = evaluate(scoring, customer(4), today);
      const brought = { ...emptyDetail, referredBy: [{ eventId: 'r', customerId: me, day: 0 }] };
      const own = { ...referrer([], brought), customerId: 'cus_1', statistics: customer(4) };
      const theirs = referralValueOf(scoring, own, evaluation);
      return worthOf([friend('cus_1')], scoring).complete + (theirs?.complete ?? Number.NaN);
    };
    expect(sumOf(0.2)).toBeCloseTo(sumOf(0), 6);
  });

  it('is null without a model, and before the first purchase and referral', () => {
    expect(referralValueOf(sampleScoring(), referrer(), null)).toBeNull();
    const nobody = { ...referrer(), statistics: noPurchases };
    expect(referralValueOf(scoringWith(), nobody, null)).toBeNull();
    const prospect = { ...nobody, detail: detailWith('cus_1') };
    expect(referralValueOf(scoringWith(), prospect, null)).toMatchObject({ trade: 0 });
  });

  it('ends months of spreading a churn horizon after the last sign of life', () => {
    const record = {
      statistics: { firstDay: 0, lastDay: 100 },
      referralDays: [150],
      conversions: 1,
    };
    const month = 365.25 / 12;
    const of = (day: number) =>
      (spreadHistory(record, { day, churnDays: 200 })?.months ?? 0) * month;
    expect([of(160), of(350), of(5_000)].map(Math.round)).toEqual([160, 350, 350]);
  });

  it('knows no referrer after the first purchase', () => {
    const referredBy = [
      { eventId: 'a', customerId: 'cus_a', day: 10 },
      { eventId: 'b', customerId: 'cus_b', day: 20 },
      { eventId: 'c', customerId: 'cus_c', day: 30 },
    ];
    const days = [null, 5, 10, 25, 99];
    expect(days.map((day) => referrerOf({ referredBy }, day))).toEqual([
      null,
      null,
      'cus_a',
      'cus_b',
      'cus_c',
    ]);
  });

  it('looks at the latest hundred and says how many it left out', () => {
    const many = Array.from({ length: 130 }, (_, index) =>
      referral(`cus_${String(index).padStart(3, '0')}`, today - 130 + index),
    );
    const { ids, left } = friendsToRead({ referrals: many });
    expect([ids.length, ids[0], left]).toEqual([100, 'cus_030', 30]);
  });
});

describe('the scorecard', () => {
  const input = {
    ...referrer([friend('cus_1')]),
    stored: null,
    knownAt: '2026-07-01T02:00:00.000Z',
    inputsHash: 'v1:abc',
    policyVersion: 1,
  };
  const card = Scorecard.parse(scorecardOf(scoringWith(), input));

  it('shows word of mouth, complete value and the cell with what the policy says about it', () => {
    expect(card.value.referral).toMatchObject({ converted: 1, referred: 1, notCounted: 0 });
    const { clv, complete, referral: spread } = card.value;
    const parts = (clv?.amount ?? 0) * (complete?.loyaltyFactor ?? 0) + (spread?.amount ?? 0);
    // Both parts are shown rounded.
    expect(Math.abs((complete?.amount ?? 0) - parts)).toBeLessThanOrEqual(1);
    const cell = card.matrix?.cell ?? 'miser';
    expect(card.matrix).toMatchObject(defaultPolicy.referral.cells[cell]);
    expect(card.matrix?.goal.zh).toMatch(/\p{Script=Han}/u);
  });

  it('never lets word of mouth into lifetime value, tier or what customers add up to', () => {
    const alone = scorecardOf(sampleScoring(), { ...input, friends: { facts: [], left: 0 } });
    expect(card.value.clv).toEqual(alone.value.clv);
    expect(card.tier).toBe(alone.tier);
    expect(card.value.potential).toEqual(alone.value.potential);
  });

  it('puts everybody into exactly the cell of the two thresholds', () => {
    const scoring = scoringWith();
    const thresholds = scoring.model?.referral?.thresholds ?? { trade: 0, referral: 0 };
    fc.assert(
      fc.property(fc.nat({ max: shop.length - 1 }), (index) => {
        const statistics = shop[index] ?? customer(1);
        const found = referralValueOf(
          scoring,
          { ...referrer(), statistics },
          evaluate(scoring, statistics, today),
        );
        const high = [
          (found?.trade ?? 0) >= thresholds.trade,
          (found?.wordOfMouth ?? 0) >= thresholds.referral,
        ];
        const expected = {
          'true,true': 'champion',
          'true,false': 'affluent',
          'false,true': 'advocate',
          'false,false': 'miser',
        }[high.join()];
        expect(found?.cell).toBe(expected);
      }),
    );
  });
});
