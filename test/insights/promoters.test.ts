import { describe, expect, it } from 'vitest';
import { rateInterval, rateRatio } from '../../lib/insights/poisson-rates.ts';
import { promoterFigures } from '../../lib/insights/promoter-report.ts';
import { promoterCounts } from '../../lib/insights/promoters.ts';
import { ledgerOf, referral, response, scored } from './voice-ledgers.ts';

describe('rates of Poisson counts', () => {
  it('have the published limits', () => {
    // Exact limits of 10 events (Garwood, Biometrika 28 (1936) 437-442): 4.7954 to 18.3904; Byar's are close to them.
    const [low, high] = rateInterval({ events: 10, exposure: 1 });
    expect(low).toBeCloseTo(4.7954, 1);
    expect(high).toBeCloseTo(18.3904, 1);
    expect(rateInterval({ events: 0, exposure: 2 })[0]).toBe(0);
    expect(rateInterval({ events: 0, exposure: 2 })[1]).toBeCloseTo(3.6889 / 2, 1);
  });

  it('compare exactly, given their sum', () => {
    // 41 cases in 28,010 person-years against 15 in 19,017 (Rothman, Greenland and Lash, Modern Epidemiology, 3rd ed., p. 244):
    // ratio 1.86; by the binomial limits of 41 of 56 (0.5970 to 0.8417) 1.006 to 3.61.
    const { ratio, interval, p } = rateRatio(
      { events: 41, exposure: 28_010 },
      { events: 15, exposure: 19_017 },
    );
    expect(ratio).toBeCloseTo(1.8558, 3);
    expect(interval?.[0]).toBeCloseTo(1.006, 2);
    expect(interval?.[1]).toBeCloseTo(3.61, 1);
    expect(p).toBeGreaterThan(0.03);
    expect(p).toBeLessThan(0.06);
  });

  it('say nothing of no events, and leave an end open', () => {
    const none = { events: 0, exposure: 5 };
    expect(rateRatio(none, none)).toEqual({ ratio: null, interval: null, p: null });
    const some = rateRatio({ events: 3, exposure: 5 }, none);
    expect([some.ratio, some.interval?.[1]]).toEqual([null, null]);
    // Three of three by a fair coin, on either side.
    expect(some.p).toBeCloseTo(0.25, 10);
  });
});

describe('promoters', () => {
  const dataEnd = 1_000;
  const count = (ledgers: ReturnType<typeof ledgerOf>[], converted = new Map<string, string>()) =>
    promoterCounts(ledgers, { dataEnd, knownAt: '2030-01-01T00:00:00.000Z', converted });

  it('are followed until they say something else, for a year at most', () => {
    const [promoter, passive, detractor] = count(
      [
        ledgerOf('cus_a', [
          ...[scored(100, { nps: 10 }), scored(200, { nps: 3 })],
          // Before the answer, after it twice (one friend), after the next answer, and a year later.
          ...[referral(100, 'x'), referral(150, 'y'), referral(160, 'y')],
          ...[referral(201, 'z'), referral(900, 'w')],
        ]),
        ledgerOf('cus_b', [scored(900, { nps: 7 }), scored(dataEnd, { nps: 9 })]),
      ],
      new Map([
        ['y', 'cus_a'],
        ['z', 'cus_other'],
      ]),
    );
    expect(promoter).toMatchObject({
      answers: 1,
      days: 100,
      referrals: 1,
      conversions: 1,
      referrers: 1,
    });
    expect(passive).toMatchObject({ answers: 1, days: 100, referrals: 0, referrers: 0 });
    expect(detractor).toMatchObject({ answers: 1, days: 365, referrals: 1, conversions: 0 });
  });

  it('are stated against what was observed', () => {
    const promoters = Array.from({ length: 8 }, (_, at) =>
      ledgerOf(`cus_p${at}`, [scored(700, { nps: 9 }), referral(750, `f${at}`)]),
    );
    const detractors = Array.from({ length: 2 }, (_, at) =>
      ledgerOf(`cus_d${at}`, [scored(700, { nps: 2 })]),
    );
    const { groups, ratio } = promoterFigures(count([...promoters, ...detractors]));
    expect(groups[0]).toMatchObject({ share: 80, customers: 8, referrers: { n: 8, share: 100 } });
    // 8 x 300 days are 78.85 months.
    expect(groups[0]?.referrals).toMatchObject({ n: 8, perMonth: 0.101458 });
    expect(groups[1]?.referrals).toEqual({ n: 0, perMonth: null, interval: null });
    expect(ratio.referrals).toMatchObject({ ratio: null, interval: [expect.any(Number), null] });
    expect(ratio.conversions.p).toBeNull();
  });

  it('are not counted from confidential answers', () => {
    const hidden = { ...response(700, { metrics: { nps: 9 } }), confidential: true as const };
    expect(count([ledgerOf('cus_a', [hidden])])[0]?.answers).toBe(0);
  });
});
