import { beforeAll, describe, expect, it } from 'vitest';
import { SettingsPreview } from '../../lib/runs/preview-schema.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { allRecords, smallShop } from '../jobs/support/shop.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const send = (body: unknown, headers: Record<string, string> = {}) =>
  api.call('putScoringSettings', { body, headers, query: { preview: true } });
const preview = async (change: Partial<ScoringPolicy>): Promise<SettingsPreview> =>
  SettingsPreview.parse((await send({ ...defaultPolicy, ...change })).body);
const shopSize = 300;

const moves = ({ matrix }: SettingsPreview['atOnce']['tier']) =>
  matrix.filter(({ from, to }) => from !== to);

beforeAll(() => api.shop(smallShop(shopSize, '2026-03-01')));

describe('PUT /v1/settings/scoring?preview=true', () => {
  it('says that without a model there are no tiers, and shows stage and activity', async () => {
    const { status, body, headers } = await send({ ...defaultPolicy, loyalPurchaseDays: 3 });
    expect([status, headers['etag']]).toEqual([200, '"1"']);
    expect(body).toMatchObject({ preview: true, state: 'insufficient_data', modelVersion: null });
    expect(body.atOnce.tier.matrix).toMatchObject([{ from: null, to: null, customers: shopSize }]);
    expect(body.atOnce.stage.moved.customers).toBeGreaterThan(0);
    expect(body.sample).toEqual({
      customers: shopSize,
      leftOut: 0,
      population: shopSize,
      exact: true,
    });
  });

  it('moves nobody where nothing changes, and counts everybody', async () => {
    const { version } = await api.fit('2026-03-01');
    const same = await preview({});
    expect(same).toMatchObject({ state: 'ok', modelVersion: version, version: 1 });
    expect(same.changes).toEqual({ atOnce: [], withNextModel: [] });
    for (const name of ['tier', 'risk', 'activity', 'stage'] as const) {
      expect(same.atOnce[name].moved).toMatchObject({ customers: 0, clv: 0, interval: null });
      const all = same.atOnce[name].matrix.reduce((sum, { customers }) => sum + customers, 0);
      expect(all).toBe(shopSize);
    }
  });

  it('stores nothing', async () => {
    const before = await allRecords(api.environment().tables);
    await preview({ loyalPurchaseDays: 12 });
    expect((await api.call('getScoringSettings')).body.version).toBe(1);
    expect((await api.call('listScoringVersions')).body.data).toHaveLength(1);
    expect(await allRecords(api.environment().tables)).toEqual(before);
  });

  it('names who moves, with how much lifetime value', async () => {
    const { atOnce, changes } = await preview({ loyalPurchaseDays: 30 });
    expect(changes).toEqual({ atOnce: ['/loyalPurchaseDays'], withNextModel: [] });
    const [move] = moves(atOnce.stage);
    expect(move).toMatchObject({ from: 'loyal', to: 'repeat', interval: null });
    expect(move?.customers).toBe(atOnce.stage.moved.customers);
    expect(move?.clv).toBeGreaterThan(0);
    expect(move?.examples).toHaveLength(Math.min(20, move?.customers ?? 0));
    const known = (await allRecords(api.environment().tables)).map(({ customerId }) => customerId);
    expect(known).toEqual(expect.arrayContaining(move?.examples ?? []));
  });

  it('lets tiers by amount move at once, and quantiles with the next model', async () => {
    const amount = await preview({
      tiers: { by: 'amount', levels: [{ id: 'high', from: 1 }], rest: 'low' },
    });
    expect(amount.changes.withNextModel).toEqual([]);
    expect(amount.atOnce.tiers).toEqual([
      { id: 'high', from: 1 },
      { id: 'low', from: 0 },
    ]);
    expect(moves(amount.atOnce.tier).map(({ from, to }) => [from, to])).toContainEqual([
      'mid',
      'high',
    ]);

    const quantile = await preview({
      tiers: { by: 'quantile', levels: [{ id: 'high', share: 0.5 }], rest: 'low' },
    });
    expect(quantile.changes).toEqual({ atOnce: [], withNextModel: ['/tiers/levels'] });
    expect(quantile.atOnce.tier.moved.customers).toBe(0);
    expect(quantile.withNextModel.tier.moved.customers).toBeGreaterThan(shopSize / 5);
    const [high] = quantile.withNextModel.tiers;
    expect(high?.from).toBeLessThan(quantile.atOnce.tiers[0]?.from ?? 0);
    const inHigh = quantile.withNextModel.tier.matrix.filter(({ to }) => to === 'high');
    const share = inHigh.reduce((sum, move) => sum + move.share, 0);
    expect(Math.abs(share - 0.5)).toBeLessThan(0.05);
  });

  it('honours If-Match, and refuses what the settings refuse', async () => {
    expect((await send(defaultPolicy, { 'if-match': '"1"' })).status).toBe(200);
    expect((await send(defaultPolicy, { 'if-match': '"4"' })).problem.code).toBe('stale_version');
    const { problem } = await send({ ...defaultPolicy, tierMinStayDays: -1 });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/tierMinStayDays']);
  });

  it('needs the scope to write settings, and takes only true or false', async () => {
    const body = defaultPolicy;
    const reader = await api.call('putScoringSettings', {
      body,
      query: { preview: true },
      scopes: ['scores:read'],
    });
    expect(reader.problem.code).toBe('insufficient_scope');
    const { problem } = await api.call('putScoringSettings', { body, query: { preview: 'maybe' } });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['?preview']);
  });
});
