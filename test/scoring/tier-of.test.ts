import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { type HeldTier, keepsUntil, tierOf } from '../../lib/scoring/tier-of.ts';

const tiers = [
  { id: 'gold', from: 10_000 },
  { id: 'silver', from: 1_000 },
  { id: 'bronze', from: 0 },
];
const settings = (tierMinStayDays: number, tierHysteresis = 0.1) => ({
  tiers,
  policy: { ...defaultPolicy, tierMinStayDays, tierHysteresis },
});
const rank = ({ tier }: HeldTier): number => tiers.findIndex(({ id }) => id === tier);
const held = (tier: string, tierSince: number | null): HeldTier => ({ tier, tierSince });

/** The tiers of a customer whose value moves from day to day, each decided on the one before. */
const path = (values: readonly number[], stayDays: number, hysteresis?: number) => {
  const states: { readonly day: number; readonly state: HeldTier }[] = [];
  let stored: HeldTier = { tier: null, tierSince: null };
  values.forEach((clv, day) => {
    stored = tierOf(settings(stayDays, hysteresis), clv, { day, stored });
    states.push({ day, state: stored });
  });
  return states;
};

const values = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 2, maxLength: 200 });
const stay = fc.integer({ min: 0, max: 60 });

describe('minimum stay in a tier', () => {
  it('keeps a lower value in the tier until the days are over', () => {
    const stored = held('gold', 100);
    expect(tierOf(settings(30), 10, { day: 129, stored })).toEqual(stored);
    expect(tierOf(settings(30), 10, { day: 130, stored })).toEqual(held('bronze', 130));
    expect(keepsUntil({ tierMinStayDays: 30 }, stored)).toBe(130);
  });

  it('lets a customer rise at once, and the stay begins anew', () => {
    expect(tierOf(settings(30), 50_000, { day: 101, stored: held('silver', 100) })).toEqual(
      held('gold', 101),
    );
  });

  it('holds nobody whose tier has no known beginning, who has no value, or without a stay', () => {
    const day = 101;
    expect(tierOf(settings(30), 10, { day, stored: held('gold', null) }).tier).toBe('bronze');
    expect(tierOf(settings(30), null, { day, stored: held('gold', 100) })).toEqual({
      tier: null,
      tierSince: null,
    });
    expect(tierOf(settings(0), 10, { day, stored: held('gold', 101) }).tier).toBe('bronze');
    expect(keepsUntil({ tierMinStayDays: 0 }, held('gold', 100))).toBeNull();
    expect(keepsUntil({ tierMinStayDays: 30 }, held('gold', null))).toBeNull();
  });

  it('takes a tier that the policy no longer has for none, held since the day of the look', () => {
    expect(tierOf(settings(30), 10, { day: 7, stored: held('platinum', 1) })).toEqual(
      held('bronze', 7),
    );
  });

  it('is unknown where classes are decided afresh', () => {
    expect(tierOf(settings(30), 5_000, { day: 7, stored: null })).toEqual(held('silver', null));
  });

  it('is never cut short: whoever fell had held the better tier for the whole stay', () => {
    fc.assert(
      fc.property(values, stay, (moves, days) => {
        const states = path(moves, days);
        states.forEach(({ day, state }, index) => {
          const before = states[index - 1]?.state;
          if (!before || rank(state) <= rank(before)) return;
          expect(day - (before.tierSince ?? Number.NaN)).toBeGreaterThanOrEqual(days);
          expect(state.tierSince).toBe(day);
        });
      }),
    );
  });

  it('never delays a rise: with a stay nobody is in a lower tier than the bounds alone would give', () => {
    fc.assert(
      fc.property(values, stay, (moves, days) => {
        const kept = path(moves, days, 0);
        moves.forEach((clv, index) => {
          const bare = tiers.findIndex(({ from }) => clv >= from);
          expect(rank(kept[index]?.state ?? held('', null))).toBeLessThanOrEqual(bare);
        });
      }),
    );
  });

  it('never flaps: in any stretch as long as the stay a customer falls at most once', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 60 }), (moves, days) => {
        const states = path(moves, days);
        const falls = states.filter(({ state }, index) => {
          const before = states[index - 1]?.state;
          return before !== undefined && rank(state) > rank(before);
        });
        falls.forEach(({ day }, index) => {
          expect(day - (falls[index - 1]?.day ?? -days)).toBeGreaterThanOrEqual(days);
        });
      }),
    );
  });

  it('leaves the tier where it is while the value moves within the margins of its bounds', () => {
    const within = fc.array(fc.integer({ min: 901, max: 1_099 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(within, fc.constantFrom('silver', 'bronze'), (moves, tier) => {
        let stored = held(tier, 0);
        moves.forEach((clv, day) => {
          stored = tierOf(settings(0), clv, { day, stored });
        });
        expect(stored).toEqual(held(tier, 0));
      }),
    );
  });
});
