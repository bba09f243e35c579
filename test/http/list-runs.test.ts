import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { noon, scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.listRuns;
const list = (query: Record<string, string | number> = {}) => api.call('listRuns', { query });
const started: string[] = [];

beforeAll(async () => {
  for (let hour = 0; hour < 5; hour += 1) {
    api.clock.nowMs = noon + hour * 3_600_000;
    const { body } = await api.call('startRun', { body: { kind: 'fit' } });
    started.unshift(body.id);
  }
});

describe('GET /v1/runs', () => {
  it('lists runs newest first, without counts and report', async () => {
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(started);
    expect(body.nextCursor).toBeNull();
    expect(body.data[0]).toMatchObject({ kind: 'fit', status: 'queued', asOf: '2026-03-01' });
    expect(body.data[0]).not.toHaveProperty('report');
  });

  it('shows every run once over all pages, also while new ones are started', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body, headers } = await list({ limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      if (seen.length === 2) {
        expect(headers['link']).toContain('rel="next"');
        api.clock.nowMs = noon + 86_400_000;
        await api.call('startRun', { body: { kind: 'fit' } });
      }
      cursor = body.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(started);
  });

  it('refuses the cursor of another list', async () => {
    await api.fit('2026-02-01');
    await api.fit('2026-02-02');
    const models = await api.call('listModels', { query: { limit: 1 } });
    const { problem } = await list({ cursor: models.body.nextCursor });
    expect(problem.code).toBe('invalid_cursor');
  });

  it.each([0, 101, 'many'])('refuses %s as limit', async (limit) => {
    const { problem } = await list({ limit });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['?limit']);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
