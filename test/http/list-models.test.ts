import { afterAll, describe, expect, it } from 'vitest';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.listModels;
const list = (query: Record<string, string | number> = {}) => api.call('listModels', { query });

describe('GET /v1/models', () => {
  it('is empty before the first fit', async () => {
    expect((await list()).body).toEqual({ data: [], nextCursor: null });
  });

  it('lists models by the end of their data, latest first, one of them active, over all pages', async () => {
    const fitted = [];
    for (const asOf of ['2026-02-03', '2026-02-01', '2026-02-02']) {
      fitted.push(await api.fit(asOf, asOf === '2026-02-03' ? 'candidate' : 'promoted'));
    }
    const seen: { version: string; status: string; dataEnd: string }[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await list({ limit: 1, ...(cursor ? { cursor } : {}) });
      seen.push(...body.data);
      cursor = body.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.map(({ dataEnd, status }) => [dataEnd, status])).toEqual([
      ['2026-02-03', 'candidate'],
      ['2026-02-02', 'active'],
      ['2026-02-01', 'superseded'],
    ]);
    expect(new Set(seen.map(({ version }) => version))).toEqual(
      new Set(fitted.map(({ version }) => version)),
    );
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
