import { afterAll, describe, expect, it } from 'vitest';
import { insightsRoutes } from '../../lib/contract/routes/insights.ts';
import { insightsApi, sampleInsights } from './support/insights.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = insightsApi();
const route = insightsRoutes.getChurnInsights;
const read = (query: Record<string, string> = {}) => api.call('getChurnInsights', { query });
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const needs = (body: { missing: { field: string; needs: string }[] }) =>
  body.missing.map((row) => `${row.field}: ${row.needs}`);

describe('GET /v1/insights/churn', () => {
  it('says what is missing before the first night', async () => {
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'insufficient_data', periods: [], survival: null });
    expect(needs(body)).toEqual(['periods: run', 'survival: run', 'tiers: run']);
  });

  it('shows rates with the counts they are made of, and survival', async () => {
    await api.save(sampleInsights);
    const { body } = await read();
    expect(body).toMatchObject({
      asOf: '2026-02-20',
      modelVersion: 'mdl_20260220_abcdef',
      policyVersion: 3,
      state: 'ok',
      definition: { horizonDays: 90 },
      by: 'month',
      survival: { median: { days: 40, interval: [10, null] } },
      tiers: { landmark: '2025-10-01', groups: [{ tier: 'high' }] },
      winBacks: { lost: 2, returned: 1 },
    });
    expect(body.periods).toEqual([
      {
        ...sampleInsights.churn.months[0],
        revenueAtStart: yuan(10_000),
        revenueLost: yuan(4_000),
      },
    ]);
    expect((await read({ by: 'quarter' })).body.periods).toEqual([]);
  });

  it('says why there are no curves, or no tiers, or nobody', async () => {
    const { churn } = sampleInsights;
    const saved = async (dataEnd: string, changed: Partial<typeof sampleInsights>) => {
      await api.save({ ...sampleInsights, dataEnd, ...changed });
      return needs((await read({ asOf: dataEnd })).body);
    };
    const young = { ...churn, survival: null, tiers: null };
    expect(await saved('2026-02-21', { churn: young })).toEqual([
      'survival: history',
      'tiers: history',
    ]);
    const unscored = { ...churn, tiers: null };
    expect(await saved('2026-02-22', { churn: unscored, modelVersion: null })).toEqual([
      'tiers: model',
    ]);
    const empty = { ...young, months: [] };
    expect(await saved('2026-02-23', { churn: empty })).toEqual([
      'periods: purchase',
      'survival: purchase',
      'tiers: purchase',
    ]);
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
