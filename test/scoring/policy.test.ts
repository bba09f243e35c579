import { describe, expect, it } from 'vitest';
import { defaultPolicy, ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { discountPlan } from '../../lib/scoring/scoring.ts';

const refused = (change: object) =>
  !ScoringPolicy.safeParse({ ...defaultPolicy, ...change }).success;
const pointers = (change: object) =>
  ScoringPolicy.safeParse({ ...defaultPolicy, ...change }).error?.issues.map(({ path }) =>
    path.join('/'),
  );

describe('scoring policy', () => {
  it('accepts its own default', () => {
    expect(ScoringPolicy.parse(defaultPolicy)).toEqual(defaultPolicy);
  });

  it('accepts tiers by amount with ids of the operator', () => {
    const tiers = {
      by: 'amount',
      levels: [
        { id: 'gold', from: 50_000 },
        { id: 'silver', from: 9_900 },
      ],
      rest: 'bronze',
    };
    expect(refused({ tiers })).toBe(false);
  });

  it('refuses what it does not know, by name', () => {
    expect(ScoringPolicy.safeParse({ ...defaultPolicy, tempo: 1 }).error?.issues[0]).toMatchObject({
      code: 'unrecognized_keys',
      keys: ['tempo'],
    });
  });

  it('refuses tiers that cannot be told apart', () => {
    const levels = [
      { id: 'high', share: 0.6 },
      { id: 'mid', share: 0.4 },
    ];
    expect(refused({ tiers: { by: 'quantile', levels, rest: 'low' } })).toBe(true);
    const twice = [{ id: 'low', share: 0.1 }];
    expect(pointers({ tiers: { by: 'quantile', levels: twice, rest: 'low' } })).toEqual([
      'tiers/levels',
    ]);
    const rising = [
      { id: 'high', from: 10 },
      { id: 'mid', from: 20 },
    ];
    expect(pointers({ tiers: { by: 'amount', levels: rising, rest: 'low' } })).toEqual([
      'tiers/levels',
    ]);
  });

  it('refuses bands and silences in the wrong order, pointing at them', () => {
    expect(pointers({ churn: { ...defaultPolicy.churn, highFrom: 0.4 } })).toEqual([
      'churn/highFrom',
    ]);
    const { activity } = defaultPolicy;
    expect(pointers({ activity: { ...activity, lost: activity.silent } })).toEqual([
      'activity/lost',
    ]);
  });

  it('spreads the yearly rate over steps of four weeks', () => {
    const plan = discountPlan({ horizonWeeks: 104, discountRatePerYear: 0.1, marginRatio: null });
    expect(plan).toMatchObject({ steps: 26, stepWeeks: 4 });
    expect((1 + plan.ratePerStep) ** 13).toBeCloseTo(1.1, 12);
  });
});
