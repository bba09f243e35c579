import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activities, type Classes, prospectClasses } from '../../lib/scoring/classes.ts';
import { classify } from '../../lib/scoring/classify.ts';
import { decide } from '../../lib/scoring/decide.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import type { Statistics } from '../../lib/scoring/statistics.ts';
import { customer, noPurchases, sampleScoring, shop, today } from './sample-shop.ts';

const scoring = sampleScoring();
const anyCustomer = fc.nat({ max: shop.length - 1 }).map((index) => shop[index] ?? noPurchases);

/** The classes that a customer goes through in 500 days without events, each night with those stored before. */
const nights = (statistics: Statistics, days = 500): readonly Classes[] => {
  let stored: Classes | null = null;
  return Array.from({ length: days }, (_, night) => {
    stored = classify(scoring, statistics, { day: today + night, stored });
    return stored;
  });
};
const visited = <T>(values: readonly T[]): readonly T[] =>
  values.filter((value, index) => value !== values[index - 1]);

describe('classes', () => {
  it('of a customer without purchases are those of a prospect', () => {
    expect(classify(scoring, noPurchases, { day: today, stored: null })).toEqual(prospectClasses);
    expect(decide(scoring, noPurchases, { day: today, stored: null })).toEqual({
      classes: prospectClasses,
      nextChangeDay: null,
      value: null,
    });
  });

  it('give the stage by purchase days', () => {
    const stage = (days: number) =>
      classify(scoring, customer(days), { day: today, stored: null }).stage;
    expect([1, 2, 3, 4, 40].map(stage)).toEqual(['first', 'repeat', 'repeat', 'loyal', 'loyal']);
  });

  it('move on with silence, measured against the own rhythm', () => {
    const activity = (statistics: Statistics) =>
      classify(scoring, statistics, { day: today, stored: null }).activity;
    expect(activity(customer(1, { silentDays: 30 }))).toBe('new');
    expect(activity(customer(1, { silentDays: 31 }))).toBe('active');
    expect(activity(customer(20, { gapDays: 10, silentDays: 60 }))).toBe('silent');
    expect(activity(customer(6, { gapDays: 60, silentDays: 60 }))).toBe('active');
    expect(activity(customer(20, { gapDays: 10, silentDays: 200 }))).toBe('lost');
  });

  it('without a model give stage and activity only', () => {
    const without = prepareScoring(null, defaultPolicy, 'USD');
    expect(
      classify(without, customer(5, { gapDays: 40, silentDays: 100 }), {
        day: today,
        stored: null,
      }),
    ).toEqual({
      tier: null,
      tierSince: null,
      stage: 'loyal',
      activity: 'silent',
      risk: null,
      bucket: 0,
    });
    expect(decide(without, customer(5), { day: today, stored: null }).nextChangeDay).toBe(
      today - 10 + 46,
    );
  });

  it('never flap: without events every class moves one way and crosses each bound once', () => {
    fc.assert(
      fc.property(anyCustomer, (statistics) => {
        const path = nights(statistics);
        const tiers = visited(
          path.map(({ tier }) => scoring.tiers.findIndex(({ id }) => id === tier)),
        );
        const risks = visited(
          path.map(({ risk }) => ['low', 'medium', 'high'].indexOf(risk ?? '')),
        );
        const states = visited(path.map(({ activity }) => activities.indexOf(activity)));
        const buckets = visited(path.map(({ bucket }) => -bucket));
        for (const moves of [tiers, risks, states, buckets]) {
          expect(moves).toEqual(moves.toSorted((left, right) => left - right));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stay within the margin of a bound, and go with the value beyond it', () => {
    const statistics = customer(4);
    const { tier } = classify(scoring, statistics, { day: today, stored: null });
    const bound = scoring.tiers.find(({ id }) => id === tier)?.from ?? 0;
    const clv = decide(scoring, statistics, { day: today, stored: null }).value?.clv ?? 0;
    // The same value seen under bounds that moved: just above, and well above it.
    const at = (factor: number) => ({
      ...scoring,
      tiers: scoring.tiers.map((row) => (row.id === tier ? { ...row, from: clv * factor } : row)),
    });
    const stored = { ...prospectClasses, tier };
    expect(bound).toBeLessThanOrEqual(clv);
    expect(classify(at(1.05), statistics, { day: today, stored }).tier).toBe(tier);
    expect(classify(at(1.05), statistics, { day: today, stored: null }).tier).not.toBe(tier);
    expect(classify(at(1.2), statistics, { day: today, stored }).tier).not.toBe(tier);
  });

  it('take a stored tier that exists no more for none', () => {
    const stored = { ...prospectClasses, tier: 'platinum' };
    const fresh = classify(scoring, customer(4), { day: today, stored: null });
    expect(classify(scoring, customer(4), { day: today, stored })).toEqual({
      ...fresh,
      tierSince: today,
    });
  });
});

describe('next change day', () => {
  it('waits for the end of a minimum stay', () => {
    const keeping = sampleScoring({ ...defaultPolicy, tierMinStayDays: 120 });
    const heldFor = fc.nat({ max: 150 });
    const tier = fc.constantFrom('high', 'mid', 'low');
    fc.assert(
      fc.property(anyCustomer, heldFor, tier, (statistics, days, name) => {
        const fresh = classify(keeping, statistics, { day: today, stored: null });
        const stored = { ...fresh, tier: fresh.tier && name, tierSince: today - days };
        const { classes, nextChangeDay } = decide(keeping, statistics, { day: today, stored });
        const differs = (day: number): boolean => {
          const { tierSince: _since, ...then } = classify(keeping, statistics, {
            day,
            stored: classes,
          });
          const { tierSince: _before, ...now } = classes;
          return JSON.stringify(then) !== JSON.stringify(now);
        };
        const later = Array.from({ length: 400 }, (_, index) => today + index + 1);
        expect(nextChangeDay).toBe(later.find(differs) ?? null);
      }),
      { numRuns: 40 },
    );
  });

  it('is the first day on which a night finds other classes', () => {
    fc.assert(
      fc.property(anyCustomer, (statistics) => {
        const { classes, nextChangeDay } = decide(scoring, statistics, {
          day: today,
          stored: null,
        });
        const later = Array.from({ length: 400 }, (_, index) => today + index + 1);
        const first = later.find((day) => {
          const then = classify(scoring, statistics, { day, stored: classes });
          return JSON.stringify(then) !== JSON.stringify(classes);
        });
        expect(nextChangeDay).toBe(first ?? null);
      }),
      { numRuns: 40 },
    );
  });
});
