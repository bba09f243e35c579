import { afterAll, describe, expect, it } from 'vitest';
import { insightsRoutes } from '../../lib/contract/routes/insights.ts';
import { satisfactionOf } from '../../lib/insights/satisfaction-of.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { ledgerOf, referral, scored } from '../insights/voice-ledgers.ts';
import { insightsApi } from './support/insights.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = insightsApi();
const route = insightsRoutes.getPromoterInsights;
const read = (query: Record<string, string> = {}) => api.call('getPromoterInsights', { query });

describe('GET /v1/insights/promoters', () => {
  it('says what is missing before the first night', async () => {
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body).toMatchObject({ asOf: null, state: 'insufficient_data', groups: [], ratio: null });
  });

  it('holds what was stated against what was observed', async () => {
    const day = dateToDay('2026-01-01');
    const ledgers = [
      ledgerOf('cus_a', [scored(day, { nps: 10 }), referral(day + 9, 'cus_x')]),
      ledgerOf('cus_b', [scored(day, { nps: 4 })]),
    ];
    const found = satisfactionOf(
      { ledgers, isPart: false },
      {
        ...{ day: day + 58, knownAt: '2026-03-01T00:00:00.000Z', policyVersion: 3 },
        ...{ definitions: new Map(), converted: new Map([['cus_x', 'cus_a']]) },
      },
    );
    await api.saveSatisfaction(found);
    const { body } = await read();
    expect(body).toMatchObject({ asOf: '2026-02-28', state: 'ok', sample: { answered: 2 } });
    expect(body.groups).toMatchObject([
      {
        ...{ kind: 'promoter', answers: 1, share: 50, referrers: { n: 1 } },
        referrals: { n: 1, perMonth: 0.524784 },
        conversions: { n: 1 },
      },
      { kind: 'passive', answers: 0 },
      { kind: 'detractor', answers: 1, referrals: { n: 0, perMonth: 0 } },
    ]);
    expect(body.ratio.referrals).toMatchObject({ ratio: null, p: 1 });
  });

  it('refuses a date to come', async () => {
    const { problem } = await read({ asOf: '2026-03-03' });
    expect(problem.errors?.[0]?.pointer).toBe('?asOf');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
