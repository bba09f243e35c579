import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { policies } from '../../lib/app/versions.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';
import { runNight } from './support/night.ts';
import { allRecords, openShop, smallShop } from './support/shop.ts';

// Whole nights, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 120_000 });

const stayDays = 60;
/** Nobody's lifetime value is that high: everybody belongs to the lowest tier. */
const beyondReach: ScoringPolicy = {
  ...defaultPolicy,
  tiers: {
    by: 'amount',
    levels: [
      { id: 'high', from: 10 ** 11 },
      { id: 'mid', from: 10 ** 10 },
    ],
    rest: 'low',
  },
  tierMinStayDays: stayDays,
};

/** 03:30 in Shanghai on so many days after 2026-03-02; the night is about the day before. */
const night = (days: number): string =>
  new Date(Date.parse('2026-03-01T19:30:00.000Z') + days * 86_400_000).toISOString();
const firstDay = dateToDay('2026-03-01');

let environment: TestEnvironment;
const records = () => allRecords(environment.tables);
const tiersOf = (all: readonly ScoreRecord[]) =>
  all.map(({ customerId, classes: { tier, tierSince } }) => ({ customerId, tier, tierSince }));
const inTier = (all: readonly ScoreRecord[], name: string) =>
  all.filter(({ classes }) => classes.tier === name);

beforeAll(async () => {
  environment = await openEnvironment();
  await openShop(environment.tables, smallShop(150, '2026-02-28'));
});
afterAll(() => environment.close());

describe('the minimum stay in a tier', () => {
  it('begins on the day that the night is about, with the tier', async () => {
    await runNight({ scheduledTime: night(0) });
    const all = await records();
    expect(inTier(all, 'high').length).toBeGreaterThan(10);
    for (const { classes } of all) {
      expect(classes.tierSince).toBe(classes.tier === null ? null : firstDay);
    }
  });

  it('survives nights and rebuilds under a policy that would let everybody fall', async () => {
    const before = tiersOf(await records());
    const author = { by: 'someone', at: '2026-03-02T04:00:00.000Z' };
    expect(await policies.put(beyondReach, 1, author)).toBe(true);
    await runNight({ scheduledTime: night(1) });
    expect(tiersOf(await records())).toEqual(before);
    await runNight({ scheduledTime: night(2), kind: 'rebuild' });
    expect(tiersOf(await records())).toEqual(before);
    await runNight({ scheduledTime: night(stayDays - 1) });
    expect(tiersOf(await records())).toEqual(before);
  });

  it('ends on its day, and the next one begins', async () => {
    const held = new Set(inTier(await records(), 'low').map(({ customerId }) => customerId));
    await runNight({ scheduledTime: night(stayDays) });
    for (const { customerId, classes } of await records()) {
      const since = held.has(customerId) ? firstDay : firstDay + stayDays;
      expect([classes.tier, classes.tierSince]).toEqual(['low', since]);
    }
  });
});
