import { afterAll, describe, expect, it } from 'vitest';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { noon, scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.listScoringVersions;
const list = (query: Record<string, string | number> = {}) =>
  api.call('listScoringVersions', { query });
const put = (body: ScoringPolicy, claims: object = {}) =>
  api.call('putScoringSettings', { body, ...claims });

const first = { version: 1, since: null, by: null, changes: [] };

describe('GET /v1/settings/scoring/versions', () => {
  it('begins with the settings that the deployment came with', async () => {
    expect((await list()).body).toEqual({ data: [first], nextCursor: null });
  });

  it('says since when, by whom, and what each version changed, latest first', async () => {
    const second = {
      ...defaultPolicy,
      loyalPurchaseDays: 6,
      churn: { ...defaultPolicy.churn, highFrom: 0.9 },
    };
    await put(second);
    api.clock.nowMs = noon + 60_000;
    await put({ ...second, tiers: { ...second.tiers, rest: 'basic' } });
    const { body } = await list();
    expect(body.data).toEqual([
      {
        version: 3,
        since: '2026-03-02T04:01:00.000Z',
        by: expect.stringMatching(/./),
        changes: ['/tiers/rest'],
      },
      {
        version: 2,
        since: '2026-03-02T04:00:00.000Z',
        by: expect.stringMatching(/./),
        changes: ['/churn/highFrom', '/loyalPurchaseDays'],
      },
      first,
    ]);
  });

  it('lists every version once, whatever the size of a page', async () => {
    for (const limit of [1, 2, 3]) {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await list({ limit, ...(cursor ? { cursor } : {}) });
        expect(body.data.length).toBeLessThanOrEqual(limit);
        seen.push(...body.data.map(({ version }: { version: number }) => version));
        cursor = body.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual([3, 2, 1]);
    }
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
