import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { models, policies } from '../../lib/app/versions.ts';
import type { Run } from '../../lib/runs/run.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { transactionModelNames } from '../../lib/value/transaction-model.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';
import { runNight } from './support/night.ts';
import { allRecords, cdnow, hasCdnow, openShop } from './support/shop.ts';

/** Published: Fader, Hardie and Lee (2005); see lib/value. Skipped where ../shared/data is missing. */
describe.skipIf(!hasCdnow)('a run about a past date, on the CDNOW sample as of 1997-09-30', () => {
  let environment: TestEnvironment;
  let run: Run | undefined;

  beforeAll(async () => {
    environment = await openEnvironment({ CURRENCY: 'USD', ZONE: 'UTC' });
    await openShop(environment.tables, cdnow());
    // The published sum is that of BG/NBD; left to itself the night takes what predicts best.
    const policy = { ...defaultPolicy, models: { transactions: 'bg-nbd' as const } };
    await policies.put(policy, 1, { at: '2026-03-01T00:00:00.000Z', by: 'tests' });
    run = await runNight({
      runId: 'run_cdnow0000',
      scheduledTime: '2026-03-02T03:30:00.000Z',
      asOf: '1997-09-30',
    });
  }, 300_000);
  afterAll(() => environment.close());

  it('fits the published parameters on what lies before', async () => {
    const model = (await models.get(run?.modelVersion ?? ''))?.model;
    expect(model).toMatchObject({ dataEnd: '1997-09-30', unit: 'week' });
    const { r = 0, alpha = 0, a = 0, b = 0 } = model?.transactions?.parameters ?? {};
    expect(model?.transactions?.model).toBe('bg-nbd');
    expect(r).toBeCloseTo(0.2426, 4);
    expect(alpha).toBeCloseTo(4.4136, 3);
    expect(a).toBeCloseTo(0.7929, 4);
    expect(b).toBeCloseTo(2.4259, 3);
    expect(model?.transactions?.logLikelihood).toBeGreaterThan(-9582.4293);
    const { p = 0, q = 0, gamma = 0 } = model?.spend?.parameters ?? {};
    expect(p).toBeCloseTo(6.249, 2);
    expect(q).toBeCloseTo(3.744, 2);
    expect(gamma).toBeCloseTo(15.444, 2);
  });

  it('reports every customer, and the published total of expected purchases in 39 weeks', () => {
    expect(run).toMatchObject({ status: 'succeeded', asOf: '1997-09-30' });
    expect(run?.report?.customers).toEqual({
      read: 2357,
      scored: 2357,
      later: 0,
      gone: 0,
      failed: 0,
    });
    expect(run?.report?.horizonDays).toBe(273);
    expect(run?.report?.expectedPurchases).toBeCloseTo(1653.4, 1);
  });

  it('says how it would have done on the last window of the calibration weeks, and who is better', async () => {
    const evaluation = (await models.get(run?.modelVersion ?? ''))?.model.evaluation;
    expect(evaluation?.choice).toMatchObject({ chosen: 'bg-nbd', why: 'named by the policy' });
    expect(evaluation?.choice.validation).toMatchObject({ window: { end: '1997-09-30' } });
    expect(evaluation?.holdOut).toMatchObject({
      window: { end: '1997-09-30' },
      published: { transactions: 'bg-nbd' },
    });
    expect(evaluation?.holdOut?.candidates.map(({ model }) => model)).toEqual([
      ...transactionModelNames,
    ]);
    expect(evaluation?.missing).toEqual([]);
  });

  it('promotes the model for that date only', async () => {
    expect(run?.fit).toMatchObject({ status: 'promoted', reason: 'first model', customers: 2357 });
    expect(await models.promotedVersion('1997-09-30')).toBe(run?.modelVersion);
    expect(await models.promotedVersion('1997-09-29')).toBeNull();
  });

  it('writes no class and no message', async () => {
    const records = await allRecords(environment.tables);
    expect(new Set(records.map(({ writes }) => writes))).toEqual(new Set([1]));
    expect(run?.report).toMatchObject({ written: 0 });
  });

  it('does not fit again for the same date: the second run uses the same model and adds up the same', async () => {
    const again = await runNight({
      runId: 'run_cdnow0001',
      scheduledTime: '2026-03-02T04:30:00.000Z',
      asOf: '1997-09-30',
    });
    expect(again?.fit).toBeNull();
    expect(again?.modelVersion).toBe(run?.modelVersion);
    expect(again?.report).toEqual(run?.report);
  });
});
