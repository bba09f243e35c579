import { afterAll, describe, expect, it } from 'vitest';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.putScoringSettings;
const put = (body: unknown, headers: Record<string, string> = {}) =>
  api.call('putScoringSettings', { body, headers });
const read = async () => (await api.call('getScoringSettings')).body;
const loyalAfter = (loyalPurchaseDays: number) => ({ ...defaultPolicy, loyalPurchaseDays });

describe('PUT /v1/settings/scoring', () => {
  it('changes nothing when the settings are in force already', async () => {
    const { status, body, headers } = await put(defaultPolicy);
    expect([status, body.version, headers['etag']]).toEqual([200, 1, '"1"']);
  });

  it('puts new settings in force as the next version', async () => {
    const { body, headers } = await put(loyalAfter(6), { 'if-match': '"1"' });
    expect(body).toEqual({ ...loyalAfter(6), version: 2 });
    expect(headers['etag']).toBe('"2"');
    expect(await read()).toEqual(body);
  });

  it('refuses to replace a version that the caller has not seen', async () => {
    expect((await put(loyalAfter(7), { 'if-match': '"1"' })).problem.code).toBe('stale_version');
    expect((await put(loyalAfter(7), { 'if-none-match': '*' })).problem.code).toBe('stale_version');
    expect((await read()).loyalPurchaseDays).toBe(6);
    expect((await put(loyalAfter(7), { 'if-match': '*' })).body.version).toBe(3);
  });

  it('gives each of ten changes at once a version of its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => put(loyalAfter(10 + index))),
    );
    expect(answers.map(({ body }) => body.version).sort((a, b) => a - b)).toEqual([
      4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
    ]);
  });

  it('lets one of ten changes of the same version win', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => put(loyalAfter(30 + index), { 'if-match': '"13"' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
  });

  it('is what a scorecard says that it was made with', async () => {
    const id = `cus_${'a'.padStart(26, '0')}`;
    await api.shop(new Map([[id, [{ date: '2026-01-01', amount: 100 }]]]));
    const { body } = await api.call('getScorecard', { params: { customerId: id } });
    expect(body.policyVersion).toBe((await read()).version);
  });

  it.each([
    [
      'shares that leave no rest',
      {
        tiers: {
          by: 'quantile',
          levels: [
            { id: 'top', share: 0.6 },
            { id: 'mid', share: 0.4 },
          ],
          rest: 'low',
        },
      },
      '/tiers/levels',
    ],
    [
      'a medium band above the high one',
      { churn: { ...defaultPolicy.churn, mediumFrom: 0.9 } },
      '/churn/highFrom',
    ],
    [
      'a horizon that is no multiple of a step',
      { value: { ...defaultPolicy.value, horizonWeeks: 50 } },
      '/value/horizonWeeks',
    ],
    ['an unknown member', { preview: true }, '/preview'],
    ['a version in the body', { version: 5 }, '/version'],
  ])('refuses %s by its pointer', async (_what, change, pointer) => {
    const { problem } = await put({ ...defaultPolicy, ...change });
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer]);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { body: defaultPolicy });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
