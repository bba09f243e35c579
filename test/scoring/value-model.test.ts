import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contributionIn, mutualIn } from '../../lib/scoring/contribution.ts';
import { dailyRunRate } from '../../lib/scoring/detail-value.ts';
import { evaluate } from '../../lib/scoring/evaluate.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { retentionOf } from '../../lib/scoring/retention.ts';
import { sampleCategories } from '../../lib/scoring/sample-categories.ts';
import { scopeOf } from '../../lib/scoring/scope.ts';
import { scorecardOf } from '../../lib/scoring/scorecard.ts';
import { Scorecard } from '../../lib/scoring/scorecard-schema.ts';
import type { DetailFold, MonthDetail } from '../../lib/scoring/statistics.ts';
import { growthOf, walletOf } from '../../lib/scoring/wallet.ts';
import { dayToDate } from '../../lib/shared/time.ts';
import { customer, emptyDetail, sampleScoring, shop, today } from './sample-shop.ts';

const withPolicy = (change: Partial<ScoringPolicy>) =>
  sampleScoring({ ...defaultPolicy, ...change });
const growth = (change: Partial<ScoringPolicy['growth']>) =>
  withPolicy({ growth: { ...defaultPolicy.growth, ...change } });
const costs = { perContact: 300, perServiceHour: 6_000 };

const month: MonthDetail = {
  purchases: 2,
  revenue: 10_000,
  cost: 6_000,
  costed: 2,
  refunds: 500,
  discounts: 700,
  rewards: 200,
  contacts: 3,
  serviceMinutes: 30,
};
const detail: DetailFold = { ...emptyDetail, months: { '2025-06': month, '2026-06': month } };
const year = { from: '2025-07', to: '2026-06' };
const both = { from: '2025-01', to: '2026-06' };

const stated = (value: number, daysAgo = 30): DetailFold => ({
  ...detail,
  answers: {
    ...detail.answers,
    wallet: { value, at: `${dayToDate(today - daysAgo)}T10:00:00.000Z`, responseId: 'rsp_w' },
  },
});

describe('contribution of a period', () => {
  it('is revenue less goods, service and rewards, of the months that were asked for', () => {
    expect(contributionIn(detail, year, costs)).toEqual({
      amount: 9_500 - 6_000 - (900 + 3_000) - 200,
      revenue: 9_500,
      goodsCost: 6_000,
      costToServe: 3_900,
      rewards: 200,
      discounts: 700,
    });
    expect(contributionIn(detail, both, costs)?.amount).toBe(2 * -600);
  });

  it('leaves cost to serve out, and says so, where the policy names no rate', () => {
    const none = { perContact: null, perServiceHour: null };
    expect(contributionIn(detail, year, none)).toMatchObject({ amount: 3_300, costToServe: null });
    expect(contributionIn(detail, year, { ...none, perContact: 300 })?.costToServe).toBe(900);
    expect(contributionIn(detail, year, { ...none, perServiceHour: 60 })?.costToServe).toBe(30);
  });

  it('is not known where a purchase of the period carries no cost', () => {
    const partial = { ...detail, months: { ...detail.months, '2026-05': { ...month, costed: 1 } } };
    expect(contributionIn(partial, year, costs)).toBeNull();
    expect(contributionIn(partial, { from: '2026-06', to: '2026-06' }, costs)).not.toBeNull();
  });

  it('adds up over months, whatever they hold and however they are cut', () => {
    const amount = fc.nat({ max: 1_000_000 });
    const anyMonth = fc.record({
      ...{ revenue: amount, cost: amount, refunds: amount, discounts: amount, rewards: amount },
      contacts: fc.nat({ max: 50 }),
      serviceMinutes: fc.nat({ max: 100 }).map((hours) => hours * 60),
    });
    const names = ['2026-01', '2026-02', '2026-03', '2026-04'];
    fc.assert(
      fc.property(fc.array(anyMonth, { minLength: 4, maxLength: 4 }), (months) => {
        const filled = months.map((one, index) => [
          names[index] ?? '',
          { purchases: 1, costed: 1, ...one },
        ]);
        const fold = { months: Object.fromEntries(filled) };
        const of = (from: string, to: string) =>
          contributionIn(fold, { from, to }, costs)?.amount ?? Number.NaN;
        const whole = of('2026-01', '2026-04');
        expect(of('2026-01', '2026-02') + of('2026-03', '2026-04')).toBe(whole);
        expect(names.reduce((sum, name) => sum + of(name, name), 0)).toBe(whole);
        const shuffled = { months: Object.fromEntries(filled.toReversed()) };
        expect(contributionIn(shuffled, both, costs)).toEqual(contributionIn(fold, both, costs));
      }),
    );
  });
});

describe('mutual value', () => {
  it('sets what was given back beside what came', () => {
    expect(mutualIn(detail, year, costs)).toEqual({
      received: 9_500,
      given: { discounts: 700, rewards: 200, service: 3_000, total: 3_900 },
      serviceMinutes: 30,
    });
    const given = mutualIn(detail, year, { perContact: 300, perServiceHour: null }).given;
    expect(given).toEqual({ discounts: 700, rewards: 200, service: null, total: 900 });
  });
});

describe('current value', () => {
  it('runs on at the rate of the window, or of the time since the first purchase', () => {
    const window = today - 365 + 1;
    expect(dailyRunRate(detail, today - 700, today)).toBeCloseTo(3_500 / (today - window + 1), 0);
    expect(dailyRunRate(detail, today - 99, today)).toBe(3_500 / 100);
    const card = scorecardOf(sampleScoring(), cardInput());
    const [first] = card.value.current.runRate ?? [];
    expect(first).toEqual({ weeks: 13, amount: Math.round((3_500 / 131) * 91) });
  });

  it('has no run rate before the tenure that the policy asks for', () => {
    const scoring = growth({ tenureDaysMin: 200 });
    const card = scorecardOf(scoring, cardInput());
    expect(card.value.current.runRate).toBeNull();
    expect(card.missing).toContainEqual(expect.objectContaining({ needs: 'tenure' }));
  });
});

const cardInput = (fold: DetailFold = detail) => ({
  customerId: 'cus_01',
  statistics: customer(5),
  detail: fold,
  stored: null,
  day: today,
  knownAt: '2026-07-01T02:00:00.000Z',
  inputsHash: 'v1:abc',
  policyVersion: 7,
});

describe('share of wallet', () => {
  it('is observed spend over stated spend, with the age of the answer', () => {
    expect(walletOf(sampleScoring(), stated(38_000), today)).toEqual({
      stated: 38_000,
      observed: 9_500,
      share: 0.25,
      answeredAt: `${dayToDate(today - 30)}T10:00:00.000Z`,
      ageDays: 30,
      isStale: false,
    });
  });

  it('is at most 1, and nothing of nothing', () => {
    expect(walletOf(sampleScoring(), stated(5_000), today)?.share).toBe(1);
    expect(walletOf(sampleScoring(), stated(0), today)?.share).toBeNull();
    expect(walletOf(sampleScoring(), detail, today)).toBeNull();
  });

  it('is stale after the bound of the policy, and then carries no growth', () => {
    const scoring = growth({ walletMaxAgeDays: 10 });
    const card = scorecardOf(scoring, cardInput(stated(400_000)));
    expect(card.value.walletShare).toMatchObject({ isStale: true, ageDays: 30 });
    expect(card.value.potential.growth).toBeNull();
    expect(card.missing).toContainEqual({
      field: 'value.potential.growth',
      code: 'insufficient_data',
      needs: 'recent_answer',
    });
  });
});

describe('growth', () => {
  const scoring = sampleScoring();
  const growing = (fold: DetailFold, statistics = customer(5), with_ = scoring) =>
    growthOf(with_, walletOf(with_, fold, today), evaluate(with_, statistics, today));

  it('is headroom times the chance to win it, discounted', () => {
    const evaluation = evaluate(scoring, customer(5), today);
    const own =
      (evaluation?.inputs && scoring.transactions?.expectedPurchases(evaluation.inputs, 52)) ?? 0;
    const headroom = 400_000 - own * (evaluation?.expectedSpend ?? 0);
    const { winChance } = defaultPolicy.growth;
    expect(growing(stated(400_000))).toBeCloseTo((headroom * winChance) / 1.1, 6);
  });

  it('takes every year of a longer horizon, a year begun with its part', () => {
    const two = { ...scoring, value: { ...scoring.value, horizonWeeks: 104 } };
    const half = { ...scoring, value: { ...scoring.value, horizonWeeks: 80 } };
    const one = growing(stated(400_000)) ?? 0;
    const longer = growing(stated(400_000), customer(5), two) ?? 0;
    const between = growing(stated(400_000), customer(5), half) ?? 0;
    expect(longer).toBeGreaterThan(between);
    expect(between).toBeGreaterThan(one);
    expect(longer).toBeLessThan(2.2 * one);
  });

  it('is never negative and never more than the whole wallet would be, for anybody', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: shop.length - 1 }),
        fc.nat({ max: 100_000_000 }),
        (index, wallet) => {
          const found = growing(stated(wallet), shop[index]) ?? Number.NaN;
          expect(found).toBeGreaterThanOrEqual(0);
          expect(found).toBeLessThanOrEqual(wallet * defaultPolicy.growth.winChance);
        },
      ),
    );
  });

  it('comes from a statement alone: nothing is counted without one', () => {
    expect(growing(detail)).toBeNull();
    expect(scorecardOf(scoring, cardInput()).value.potential.growth).toBeNull();
  });
});

describe('sensitive data', () => {
  it('are no input of a scorecard: no member of it could carry one', () => {
    const inputs = Object.keys(cardInput()).concat(Object.keys(detail), Object.keys(customer(5)));
    expect(inputs.filter((name) => /birth|gender|income|education|wealth/i.test(name))).toEqual([]);
    expect(JSON.stringify(defaultPolicy)).not.toMatch(/birth|gender|income|education|wealth/i);
  });
});

describe('scope', () => {
  const once = { purchases: 1, revenue: 100, firstDay: today, lastDay: today };
  const bought = (...names: string[]): DetailFold => ({
    ...detail,
    categories: Object.fromEntries(names.map((name) => [name, once])),
  });

  it('is categories used of those that suit, by the policy', () => {
    const scoring = growth({ suitableCategories: ['tea', 'coffee', 'cups', 'tea'] });
    expect(scopeOf(scoring, bought('tea', 'soap'))).toEqual({
      share: 1 / 3,
      used: ['tea'],
      open: ['coffee', 'cups'],
    });
  });

  it('is of the categories of the sample where the policy names none', () => {
    const scoring = sampleScoring();
    expect(scopeOf(scoring, bought('tea'))).toBeNull();
    const model = scoring.model && { ...scoring.model, categories: ['soap', 'tea'] };
    expect(scopeOf({ ...scoring, model }, bought('tea'))?.share).toBe(0.5);
  });

  it('takes the categories that most customers buy in, whatever the order of the customers', () => {
    const details = [bought('tea', 'cups'), bought('tea'), bought('soap')];
    expect(sampleCategories(details)).toEqual(['cups', 'soap', 'tea']);
    expect(sampleCategories(details.toReversed())).toEqual(sampleCategories(details));
    const many = Array.from({ length: 300 }, (_, index) => bought(`c${index}`));
    expect(sampleCategories([...many, bought('c299')])).toContain('c299');
    expect(sampleCategories(many)).toHaveLength(200);
  });
});

describe('time', () => {
  const scoring = sampleScoring();

  it('falls with the distance, for anybody, between 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat({ max: shop.length - 1 }), (index) => {
        const found = retentionOf(scoring, evaluate(scoring, shop[index] ?? customer(1), today));
        const shares = found?.left.map(({ share }) => share) ?? [];
        expect(shares).toHaveLength(3);
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
        expect(shares).toEqual(shares.toSorted((a, b) => b - a));
        expect(found?.activeWeeks ?? 0).toBeLessThanOrEqual(52);
      }),
    );
  });

  it('tells a regular of late from one who fell silent', () => {
    const weeks = (silentDays: number) =>
      retentionOf(scoring, evaluate(scoring, customer(12, { silentDays }), today))?.activeWeeks ??
      0;
    expect(weeks(10)).toBeGreaterThan(2 * weeks(300));
  });
});

describe('what is missing', () => {
  it('names every member of value that is null, and no other', () => {
    for (const fold of [emptyDetail, detail, stated(38_000)]) {
      const card = Scorecard.parse(scorecardOf(sampleScoring(), cardInput(fold)));
      const nulls = Object.entries(card.value)
        .filter(([, member]) => member === null)
        .map(([name]) => `value.${name}`);
      const told = card.missing.map(({ field }) => field);
      expect(told).toEqual(expect.arrayContaining(nulls));
      const top = told.filter((field) => /^value\.[a-zA-Z]+$/.test(field));
      expect(top.toSorted()).toEqual(nulls.toSorted());
    }
  });
});
