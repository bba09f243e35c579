import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { preview } from '../../lib/app/preview.ts';
import { models, policies } from '../../lib/app/versions.ts';
import type { ChurnSettings } from '../../lib/scoring/policy/churn.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';
import { runNight } from './support/night.ts';
import { allRecords, openShop, smallShop } from './support/shop.ts';

// Whole nights, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 120_000 });

const customers = 220;
/** The previews look on the day that the nights are about, so that only the settings differ. */
const asOf = '2026-03-01';
const now = `${asOf}T04:00:00.000Z`;
/** 03:30 in Shanghai on the day after. */
const scheduledTime = '2026-03-01T19:30:00.000Z';

let environment: TestEnvironment;

beforeEach(async () => {
  environment = await openEnvironment();
  await openShop(environment.tables, smallShop(customers, '2026-02-28'));
});
afterEach(() => environment.close());

const bands = async () =>
  new Map(
    (await allRecords(environment.tables)).map(({ customerId, classes }) => [
      customerId,
      classes.risk,
    ]),
  );

/** What a preview said, and what a night under the new settings did. */
const tryOut = async (change: Partial<ChurnSettings>) => {
  await runNight({ scheduledTime });
  const policy = { ...defaultPolicy, churn: { ...defaultPolicy.churn, ...change } };
  const told = await preview(policy, { ifMatch: undefined, now });
  if (!told.ok) throw new Error(told.failure.code);
  const before = await bands();
  await policies.put(policy, 1, { by: 'someone', at: now });
  const run = await runNight({ scheduledTime, runId: 'run_afterwards0', kind: 'rescore' });
  const after = await bands();
  const moved = [...after].filter(([id, band]) => before.get(id) !== band).length;
  const model = (await models.get(run?.modelVersion ?? ''))?.model;
  return { told: told.value, moved, run, model };
};

/** What a fit for another horizon learns anew moves at most this share of the customers beyond what was said. */
const tolerance = 0.15;

describe('a preview of another definition of churn', () => {
  it.each([
    { definition: { by: 'gaps', percentile: 0.75 } },
    { definition: { by: 'gaps', percentile: 0.9 } },
  ] as const)('says about how many the night will move: %j', async (change) => {
    const { told, moved, run, model } = await tryOut(change);
    expect(run?.fit).toMatchObject({ status: 'promoted' });
    expect(model?.churn?.horizonDays).toBeLessThan(defaultPolicy.churn.horizonDays / 2);
    expect(told.atOnce.risk.moved.customers).toBe(0);
    expect(told.changes.withNextModel.every((at) => at.startsWith('/churn/definition'))).toBe(true);
    expect(told.approximate).toContain('risk');
    const promised = told.withNextModel.risk.moved.customers;
    expect(promised).toBeGreaterThan(customers / 5);
    expect(Math.abs(promised - moved)).toBeLessThan(tolerance * customers);
  });

  it('says that a horizon in days moves the risk at once, and further with the model', async () => {
    const { told, moved } = await tryOut({ horizonDays: 150 });
    expect(told.changes).toEqual({ atOnce: ['/churn/horizonDays'], withNextModel: [] });
    expect(told.approximate).toContain('risk');
    const promised = told.withNextModel.risk.moved.customers;
    expect(Math.abs(promised - moved)).toBeLessThan(tolerance * customers);
  });
});
