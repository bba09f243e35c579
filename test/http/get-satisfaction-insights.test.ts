import { afterAll, describe, expect, it } from 'vitest';
import { insightsRoutes } from '../../lib/contract/routes/insights.ts';
import { satisfactionOf } from '../../lib/insights/satisfaction-of.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { ledgerOf, scored } from '../insights/voice-ledgers.ts';
import { insightsApi } from './support/insights.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = insightsApi();
const route = insightsRoutes.getSatisfactionInsights;
const read = (query: Record<string, string> = {}) => api.call('getSatisfactionInsights', { query });

/** Six customers who answered in January, the last of whom was of another tier. */
const counted = () =>
  satisfactionOf(
    {
      ledgers: Array.from({ length: 6 }, (_, at) =>
        ledgerOf(`cus_${at}`, [
          scored(dateToDay('2026-01-10'), { nps: at === 0 ? 2 : 9 }, at === 5 ? 'high' : 'mid'),
        ]),
      ),
      isPart: true,
    },
    {
      ...{ day: dateToDay('2026-02-28'), knownAt: '2026-03-01T00:00:00.000Z', policyVersion: 3 },
      ...{ definitions: new Map(), converted: new Map() },
    },
  );

describe('GET /v1/insights/satisfaction', () => {
  it('says what is missing before the first night, and where nobody answered', async () => {
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      asOf: null,
      state: 'insufficient_data',
      total: null,
      groups: null,
    });
    expect(body.missing[0]).toMatchObject({ field: 'total', needs: 'run' });
    const empty = { ...counted(), basis: { customers: 6, answered: 0, sampled: false } };
    await api.saveSatisfaction({ ...empty, dataEnd: '2026-01-31' });
    expect((await read({ asOf: '2026-01-31' })).body.missing[0]).toMatchObject({ needs: 'answer' });
  });

  it('gives figures, series and groups of a window of months', async () => {
    await api.saveSatisfaction(counted());
    const { body } = await read({ by: 'tier' });
    expect(body).toMatchObject({
      ...{ asOf: '2026-02-28', from: '2025-03', to: '2026-02', state: 'ok', by: 'tier' },
      sample: { customers: 6, answered: 6, sampled: true },
      total: { nps: { n: 6, nps: 66.6667, fewAnswers: true, noTrend: 'few_answers' } },
      effort: { n: 0, correlation: null },
      expectationGaps: [],
    });
    expect(body.total.nps.series).toHaveLength(12);
    expect(body.groups).toMatchObject([
      { key: 'mid', shielded: false, figures: { nps: { n: 5, nps: 60 } } },
      { key: 'high', shielded: true, figures: null },
    ]);
    const later = await read({ from: '2026-02', to: '2026-02' });
    expect(later.body).toMatchObject({ total: { nps: { n: 0, nps: null } }, groups: null });
  });

  it('refuses windows that are turned or too long, and segments, by name', async () => {
    const refused = async (query: Record<string, string>) =>
      (await read(query)).problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    expect(await refused({ from: '2026-02', to: '2026-01' })).toEqual(['?to before_from']);
    expect(await refused({ from: '2020-01', to: '2026-01' })).toEqual(['?from too_long']);
    expect((await refused({ by: 'segment' }))?.[0]).toContain('?by');
    expect(await refused({ asOf: '2026-03-03' })).toEqual(['?asOf in_the_future']);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
