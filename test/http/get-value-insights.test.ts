import { afterAll, describe, expect, it } from 'vitest';
import { runs } from '../../lib/app/run-requests.ts';
import { insightsRoutes } from '../../lib/contract/routes/insights.ts';
import { reportOf } from '../../lib/runs/report.ts';
import type { Run } from '../../lib/runs/run.ts';
import { emptyTally } from '../../lib/runs/tally.ts';
import { insightsApi } from './support/insights.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { storeModel } from './support/scores.ts';

const api = insightsApi();
const route = insightsRoutes.getValueInsights;
const read = (query: Record<string, string> = {}) => api.call('getValueInsights', { query });
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

const tier = { none: { low: 1 }, high: { high: 2, mid: 1 }, low: { low: 6 } };
const report = reportOf(
  {
    ...emptyTally,
    moves: { ...emptyTally.moves, tier },
    valued: 10,
    clv: 100_000,
    clvByTier: { low: 20_000, high: 60_000.4, mid: 19_999.6 },
  },
  273,
);

const ran = (asOf: string, changed: Partial<Run> = {}): Promise<Run | null> =>
  runs.put({
    id: `run_${asOf.replaceAll('-', '')}`,
    kind: 'rescore',
    trigger: 'schedule',
    status: 'succeeded',
    dryRun: false,
    businessDate: '2026-02-28',
    asOf,
    createdAt: `${asOf}T19:30:00.000Z`,
    startedAt: null,
    finishedAt: null,
    execution: null,
    policyVersion: 1,
    modelVersion: null,
    needsFit: false,
    segments: 4,
    fit: null,
    report,
    failure: null,
    revision: 1,
    ...changed,
  });

describe('GET /v1/insights/value', () => {
  it('says what is missing before the first run', async () => {
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'insufficient_data', equity: null, tiers: [] });
    expect(body.missing.map((row: { needs: string }) => row.needs)).toEqual(['run', 'run']);
  });

  it('has no equity of a run without a model', async () => {
    await ran('2026-02-10');
    const { body } = await read();
    expect(body).toMatchObject({ runId: 'run_20260210', state: 'insufficient_data', equity: null });
    expect(body.missing[0]).toMatchObject({ field: 'equity', needs: 'model' });
  });

  it('shows equity, tiers and who moved, from the run about the latest date', async () => {
    const { version } = await storeModel('2026-02-12');
    await ran('2026-02-20', { modelVersion: version });
    // Later, but about an earlier day, or about nothing that is stored.
    await ran('2026-01-15', { modelVersion: version, createdAt: '2026-02-22T00:00:00.000Z' });
    await ran('2026-02-23', { modelVersion: version, dryRun: true });
    await ran('2026-02-24', { modelVersion: version, status: 'failed' });
    await ran('2026-02-25', { modelVersion: version, kind: 'fit', report: null });
    const { body } = await read();
    expect(body).toEqual({
      asOf: '2026-02-20',
      knownAt: '2026-02-20T19:30:00.000Z',
      modelVersion: version,
      policyVersion: 1,
      inputsHash: expect.stringMatching(/^v1:/),
      state: 'ok',
      missing: [],
      runId: 'run_20260220',
      equity: yuan(100_000),
      customers: 10,
      terms: { horizonWeeks: 52, discountRatePerYear: 0.1, marginRatio: null },
      tiers: [
        { tier: 'high', customers: 2, clv: yuan(60_000), share: 0.6 },
        { tier: 'mid', customers: 1, clv: yuan(20_000), share: 0.2 },
        { tier: 'low', customers: 7, clv: yuan(20_000), share: 0.2 },
      ],
      migrations: tier,
    });
  });

  it('looks for the date that is asked for behind any number of later runs', async () => {
    for (let minute = 10; minute < 40; minute += 1) {
      const createdAt = `2026-02-26T00:${minute}:00.000Z`;
      await ran('2026-02-26', { id: `run_202602260${minute}`, kind: 'fit', createdAt });
    }
    expect((await read({ asOf: '2026-02-19' })).body.runId).toBe('run_20260210');
    expect((await read({ asOf: '2026-01-20' })).body.runId).toBe('run_20260115');
    expect((await read({ asOf: '2026-01-01' })).body.runId).toBeNull();
  });

  it('refuses a date to come', async () => {
    const { problem } = await read({ asOf: '2026-03-03' });
    expect([problem.code, problem.errors?.[0]?.pointer]).toEqual(['invalid_request', '?asOf']);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
