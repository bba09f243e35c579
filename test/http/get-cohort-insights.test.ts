import { afterAll, describe, expect, it } from 'vitest';
import { insightsRoutes } from '../../lib/contract/routes/insights.ts';
import { insightsApi, sampleInsights } from './support/insights.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = insightsApi();
const route = insightsRoutes.getCohortInsights;
const read = (query: Record<string, string> = {}) => api.call('getCohortInsights', { query });
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

describe('GET /v1/insights/cohorts', () => {
  it('says what is missing before the first night', async () => {
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      asOf: null,
      inputsHash: null,
      state: 'insufficient_data',
      missing: [{ field: 'cohorts', code: 'insufficient_data', needs: 'run' }],
      sample: null,
      cohorts: [],
      earlier: null,
    });
  });

  it('shows retention by the month of the first purchase, and what it was counted over', async () => {
    await api.save(sampleInsights);
    const { body } = await read();
    expect(body).toMatchObject({
      asOf: '2026-02-20',
      knownAt: '2026-02-20T19:30:00.000Z',
      modelVersion: 'mdl_20260220_abcdef',
      policyVersion: 3,
      inputsHash: expect.stringMatching(/^v1:/),
      state: 'ok',
      missing: [],
      sample: { customers: 4, sampled: true, population: 400 },
      definition: { horizonDays: 90 },
      measure: 'retention',
      basis: 'active_in',
      earlier: { customers: 7, purchaseDays: 9, revenue: yuan(900) },
    });
    expect(body.cohorts).toEqual([
      {
        month: '2026-01',
        customers: 3,
        lifetime: sampleInsights.cohorts.cohorts[0]?.lifetime,
        cells: [
          { offset: 0, month: '2026-01', complete: true, customers: 3, share: 1 },
          { offset: 1, month: '2026-02', complete: false, customers: 1, share: 0.333333 },
        ],
      },
      {
        month: '2026-02',
        customers: 1,
        lifetime: null,
        cells: [{ offset: 0, month: '2026-02', complete: false, customers: 1, share: 1 }],
      },
    ]);
  });

  it('shows revenue and purchase days of the cohorts that were asked for', async () => {
    const { body: revenue } = await read({ measure: 'revenue', to: '2026-01' });
    expect(revenue).toMatchObject({ measure: 'revenue', basis: null });
    expect(revenue.cohorts).toHaveLength(1);
    expect(revenue.cohorts[0].cells[1]).toEqual({
      offset: 1,
      month: '2026-02',
      complete: false,
      revenue: yuan(2_000),
      cumulativePerCustomer: yuan(4_000),
    });
    const { body: days } = await read({ measure: 'purchase_days', from: '2026-02' });
    expect(days.cohorts).toHaveLength(1);
    expect(days.cohorts[0].cells[0]).toMatchObject({ purchaseDays: 1, perCustomer: 1 });
  });

  it('answers with the data that end last at or before a date', async () => {
    const earlier = { ...sampleInsights, dataEnd: '2026-02-10', policyVersion: 2 };
    await api.save(earlier);
    expect((await read({ asOf: '2026-02-19' })).body).toMatchObject({
      asOf: '2026-02-10',
      policyVersion: 2,
    });
    expect((await read({ asOf: '2026-02-20' })).body.asOf).toBe('2026-02-20');
    expect((await read({ asOf: '2026-02-09' })).body.asOf).toBeNull();
  });

  it('gives the same content the same hash, whenever it became known', async () => {
    const { body: before } = await read();
    await api.save({ ...sampleInsights, knownAt: '2026-02-21T19:30:00.000Z' });
    const { body: after } = await read();
    expect(after.knownAt).toBe('2026-02-21T19:30:00.000Z');
    expect(after.inputsHash).toBe(before.inputsHash);
    expect((await read({ asOf: '2026-02-10' })).body.inputsHash).not.toBe(after.inputsHash);
  });

  it('refuses a date to come, a range backwards, and a basis of another measure', async () => {
    const refused = async (query: Record<string, string>) => {
      const { problem } = await read(query);
      return [problem.code, problem.errors?.[0]?.pointer];
    };
    expect(await refused({ asOf: '2026-03-03' })).toEqual(['invalid_request', '?asOf']);
    expect(await refused({ from: '2026-02', to: '2026-01' })).toEqual(['invalid_request', '?to']);
    expect(await refused({ from: '2026-13' })).toEqual(['invalid_request', '?from']);
    expect(await refused({ measure: 'revenue', basis: 'active_in' })).toEqual([
      'invalid_request',
      '?basis',
    ]);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
