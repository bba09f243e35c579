import { describe, expect, it } from 'vitest';
import { previewMaxOf } from '../../lib/runs/preview-evaluations.ts';
import { compare, type PreviewContext, previewPolicy } from '../../lib/runs/preview-policy.ts';
import { drawPreviewSample } from '../../lib/runs/preview-sample.ts';
import { SettingsPreview } from '../../lib/runs/preview-schema.ts';
import type { ScanScores } from '../../lib/runs/score-ports.ts';
import { classify } from '../../lib/scoring/classify.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { shardOf } from '../../lib/shared/ids.ts';
import { noPurchases, sampleModel, sampleScoring, shop, today } from '../scoring/sample-shop.ts';

const recordOf = (statistics: ScoreRecord['statistics'], index: number): ScoreRecord => ({
  customerId: `cus_${index}`,
  status: 'live',
  writes: 1,
  dirty: false,
  commutes: true,
  statistics,
  classes: classify(sampleScoring(), statistics, { day: today, stored: null }),
  changeSeq: 0,
  nextChangeDay: null,
});
const records = shop.map(recordOf);
const max = previewMaxOf(sampleModel);

/** Scan segments as DynamoDB has them: by a hash of the key. */
const scanOf =
  (rows: readonly ScoreRecord[]): ScanScores =>
  ({ segment, total, after, limit }) => {
    const inSegment = rows.filter(({ customerId }) => shardOf(customerId, total) === segment);
    const start = inSegment.findIndex(({ customerId }) => customerId === after) + 1;
    const page = inSegment.slice(start, start + limit);
    const isLast = start + limit >= inSegment.length;
    const next = isLast ? null : (page.at(-1)?.customerId ?? null);
    return Promise.resolve({ records: page, next });
  };

const contextOf = (rows: readonly ScoreRecord[], population: number): PreviewContext => ({
  policies: {
    active: () => Promise.resolve({ version: 3, policy: defaultPolicy, since: null, by: null }),
  },
  modelFor: () => Promise.resolve(sampleModel),
  scan: scanOf(rows),
  population: () => Promise.resolve(population),
  currency: 'USD',
  zone: 'UTC',
  now: '2026-06-30T12:00:00.000Z',
});
const loyalAfter = (loyalPurchaseDays: number): ScoringPolicy => ({
  ...defaultPolicy,
  loyalPurchaseDays,
});

describe('the sample of a preview', () => {
  const many = Array.from({ length: 30_000 }, (_, index) => ({
    ...recordOf(noPurchases, index),
    status: index % 10 === 0 ? ('erased' as const) : ('live' as const),
  }));

  it('is everybody where the shop is small enough', async () => {
    const sample = await drawPreviewSample(scanOf(records), { population: 0, max, day: today });
    expect(sample).toMatchObject({ isExact: true, read: records.length });
    expect(sample.records).toHaveLength(records.length);
  });

  it('is bounded, the same each time, and leaves out who is erased', async () => {
    const at = { population: many.length, max, day: today };
    const [first, second] = [
      await drawPreviewSample(scanOf(many), at),
      await drawPreviewSample(scanOf(many), at),
    ];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ isExact: false, read: max });
    expect(first.records.every(({ status }) => status === 'live')).toBe(true);
    expect(first.records.length / first.read).toBeCloseTo(0.9, 1);
  });

  it('is smaller under a model that takes long, and a fixed number under each', () => {
    const slow = { model: 'mbg-cnbd-k', parameters: {}, logLikelihood: 0, customers: 0 } as const;
    const transactions = { ...slow, fit: 'converged', gradientNorm: 0 } as const;
    expect(previewMaxOf({ ...sampleModel, transactions })).toBeLessThan(max);
    expect([max, previewMaxOf(null)]).toEqual([20_000, 20_000]);
  });

  it('leaves out sums that cannot be true, and purchases that lie ahead', async () => {
    const [sound] = records;
    if (!sound) throw new Error('the shop has customers');
    const { statistics } = sound;
    const odd = [
      sound,
      { ...sound, statistics: { ...statistics, purchaseDays: 1.5 } },
      { ...sound, statistics: { ...statistics, lastDay: today + 1 } },
    ].map((record, index) => ({ ...record, customerId: `cus_odd${index}` }));
    const sample = await drawPreviewSample(scanOf(odd), { population: 3, max, day: today });
    expect(sample.records.map(({ customerId }) => customerId)).toEqual(['cus_odd0']);
    expect(sample.read).toBe(3);
  });
});

describe('a preview', () => {
  it('has the shape that is promised', async () => {
    const result = await previewPolicy(contextOf(records, 0), {
      policy: loyalAfter(8),
      ifMatch: 3,
    });
    if (!result.ok) throw new Error(result.failure.code);
    expect(SettingsPreview.parse(result.value)).toEqual(result.value);
    expect(result.value.atOnce.stage.moved).toMatchObject({ interval: null, clvInterval: null });
  });

  it('estimates the shop from a sample with intervals that hold the truth', () => {
    const truth = compare({
      active: { version: 1, policy: defaultPolicy, since: null, by: null },
      policy: loyalAfter(8),
      model: sampleModel,
      sample: { records, read: records.length, isExact: true },
      population: records.length,
      day: today,
      currency: 'USD',
    });
    const part = records.filter(({ customerId }) => shardOf(customerId, 4) === 1);
    const estimate = compare({
      active: { version: 1, policy: defaultPolicy, since: null, by: null },
      policy: loyalAfter(8),
      model: sampleModel,
      sample: { records: part, read: part.length, isExact: false },
      population: records.length,
      day: today,
      currency: 'USD',
    });
    const [exact, guess] = [truth.atOnce.stage.moved, estimate.atOnce.stage.moved];
    const [low = Number.NaN, high = Number.NaN] = guess.interval ?? [];
    expect(exact.customers).toBeGreaterThan(100);
    expect(low).toBeLessThanOrEqual(exact.customers);
    expect(high).toBeGreaterThanOrEqual(exact.customers);
    expect(high - low).toBeLessThan(exact.customers);
    const [least = Number.NaN, most = Number.NaN] = guess.clvInterval ?? [];
    expect(least).toBeLessThanOrEqual(exact.clv);
    expect(most).toBeGreaterThanOrEqual(exact.clv);
    expect(estimate.sample).toMatchObject({ exact: false, population: records.length });
  });

  it('does not scale where the size of the shop is not known', async () => {
    const twice = [...records, ...records, ...records, ...records, ...records, ...records].map(
      (record, index) => ({ ...record, customerId: `cus_${index}` }),
    );
    const result = await previewPolicy(contextOf(twice, 0), {
      policy: loyalAfter(8),
      ifMatch: undefined,
    });
    if (!result.ok) throw new Error(result.failure.code);
    const { sample, atOnce } = result.value;
    expect(sample).toMatchObject({ exact: false, population: null, customers: max });
    const all = atOnce.stage.matrix.reduce((sum, { customers }) => sum + customers, 0);
    expect(all).toBe(max);
  });

  it('keeps who is within a minimum stay in the tier', () => {
    const held = records.map((record) => ({
      ...record,
      classes: { ...record.classes, tierSince: today - 10 },
    }));
    const strict = { by: 'amount', levels: [{ id: 'high', from: 10 ** 9 }], rest: 'low' } as const;
    const fallsUnder = (tierMinStayDays: number): number =>
      compare({
        active: { version: 1, policy: defaultPolicy, since: null, by: null },
        policy: {
          ...defaultPolicy,
          tiers: { ...strict, levels: [...strict.levels] },
          tierMinStayDays,
        },
        model: sampleModel,
        sample: { records: held, read: held.length, isExact: true },
        population: 0,
        day: today,
        currency: 'USD',
      }).atOnce.tier.matrix.reduce(
        (sum, { from, to, customers }) => sum + (from === 'high' && to === 'low' ? customers : 0),
        0,
      );
    expect(fallsUnder(0)).toBeGreaterThan(500);
    expect(fallsUnder(30)).toBe(0);
  });

  it('refuses a version that is not in force any more', async () => {
    const result = await previewPolicy(contextOf(records, 0), {
      policy: defaultPolicy,
      ifMatch: 2,
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'stale_version' } });
  });
});
