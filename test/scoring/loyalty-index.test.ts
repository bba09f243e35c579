import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDetail } from '../../lib/events/fold-detail.ts';
import { behaviouralLoyalty, loyaltyIndexOf } from '../../lib/scoring/loyalty-index.ts';
import { type DetailFold, emptyStatistics } from '../../lib/scoring/statistics.ts';

const answer = (value: number) => ({ value, at: '2026-01-01T00:00:00.000Z', responseId: 'r' });
const says = (nps: number | null, repurchase: number | null = null): DetailFold => ({
  ...emptyDetail,
  answers: {
    ...emptyDetail.answers,
    nps: nps === null ? null : answer(nps),
    repurchase: repurchase === null ? null : answer(repurchase),
  },
});
const referral = (customerId: string) => ({ eventId: customerId, customerId, day: 5, reward: 0 });

interface Life {
  repeats: number;
  days: number;
  silence: number;
  share: number;
  referrals: number;
}

const lived = ({ repeats, days, silence, share, referrals }: Life, detail = says(null)) => ({
  statistics: { ...emptyStatistics, purchaseDays: repeats + 1, firstDay: 0, lastDay: days },
  detail: {
    ...detail,
    referrals: Array.from({ length: referrals }, (_, index) => referral(`c${index}`)),
  },
  day: days + silence,
  evaluation: null,
  wallet: { stated: 1, observed: 1, share, answeredAt: '', ageDays: 0, isStale: false },
});
const regular: Life = { repeats: 9, days: 900, silence: 50, share: 0.8, referrals: 2 };
const rare: Life = { repeats: 1, days: 30, silence: 600, share: 0.1, referrals: 0 };

describe('the loyalty index', () => {
  it('is the mean of what was said, and a sum of what was done', () => {
    const { stated, behavioural } = loyaltyIndexOf(lived(regular, says(8, 50)));
    expect(stated).toBe(65);
    // 0.4 × 1 + 0.2 × 9/12 + 0.15 × 950/1315 + 0.15 × 0.8 + 0.1 × 2/3 = 0.845028.
    expect(behavioural).toBe(84.5);
  });

  it('leaves out a wallet that is not known, or no longer', () => {
    const input = lived(regular);
    const without = behaviouralLoyalty({ ...input, wallet: null });
    // (0.845028 − 0.12) / 0.85.
    expect(without).toBe(85.3);
    expect(behaviouralLoyalty({ ...input, wallet: { ...input.wallet, isStale: true } })).toBe(
      without,
    );
  });

  it('classes what is said by what is done', () => {
    const classOf = (life: Life, nps: number) => loyaltyIndexOf(lived(life, says(nps))).class;
    expect(classOf(regular, 10)).toBe('true_loyal');
    expect(classOf(rare, 10)).toBe('latent_loyal');
    expect(classOf(regular, 3)).toBe('spurious_loyal');
    expect(classOf(rare, 3)).toBe('no_loyalty');
    expect(loyaltyIndexOf(lived(regular)).class).toBeNull();
  });

  it('knows no behaviour of one purchase', () => {
    expect(behaviouralLoyalty(lived({ ...rare, repeats: 0 }))).toBeNull();
  });

  it('stays within 0 to 100 and rises with wallet and referrals', () => {
    const life = fc.record({
      repeats: fc.integer({ min: 1, max: 200 }),
      days: fc.integer({ min: 1, max: 4_000 }),
      silence: fc.nat(4_000),
      share: fc.double({ min: 0, max: 0.9, noNaN: true }),
      referrals: fc.nat(20),
    });
    const of = (one: Life): number => behaviouralLoyalty(lived(one)) ?? Number.NaN;
    fc.assert(
      fc.property(life, (one) => {
        const value = of(one);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
        expect(of({ ...one, share: one.share + 0.1 })).toBeGreaterThanOrEqual(value);
        expect(of({ ...one, referrals: one.referrals + 1 })).toBeGreaterThanOrEqual(value);
      }),
    );
  });
});
