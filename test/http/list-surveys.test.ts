import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.listSurveys;
const list = (query: Record<string, string | number> = {}) =>
  api.staff.call('listSurveys', { query });

const walk = async (query: Record<string, string | number>): Promise<readonly string[]> => {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const answer = await list({ ...query, ...(cursor === null ? {} : { cursor }) });
    expect(answer.body.data.length).toBeLessThanOrEqual(Number(query['limit']));
    ids.push(...answer.body.data.map(({ id }: { id: string }) => id));
    cursor = answer.body.nextCursor;
    expect(answer.headers['link'] !== undefined).toBe(cursor !== null);
  } while (cursor !== null);
  return ids;
};

describe('GET /v1/surveys', () => {
  it('lists each survey once, newest first, in pages of any size, by status too', async () => {
    const drafts: string[] = [];
    const open: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      api.setClock(`2026-01-0${count + 1}T10:00:00.000Z`);
      drafts.unshift(await api.draft());
      open.unshift(await api.published());
    }
    const everything = drafts.flatMap((draft, index) => [draft, open[index]]);
    for (const limit of [1, 3, 14, 100]) {
      const ids = await walk({ limit });
      expect([...ids].sort()).toEqual([...everything].sort());
      const firstDay = ids.slice(-2);
      expect([...firstDay].sort()).toEqual([drafts.at(-1), open.at(-1)].sort());
    }
    expect(await walk({ limit: 2, status: 'draft' })).toEqual(drafts);
    expect(await walk({ limit: 7, status: 'open' })).toEqual(open);
    expect(await walk({ limit: 5, status: 'closed' })).toEqual([]);
  });

  it('ends a page before its answer is too long, and loses none of the surveys', async () => {
    api.setClock('2026-02-01T10:00:00.000Z');
    const asked = Array.from({ length: 22 }, (_, index) => ({
      ...{ id: `t${index}`, type: 'text', label: { en: '"'.repeat(1_000) } },
    }));
    const long: string[] = [];
    for (let count = 0; count < 60; count += 1) long.unshift(await api.draft({ questions: asked }));
    for (const query of [{ limit: 100 }, { limit: 100, status: 'draft' }]) {
      const ids = await walk(query);
      expect(ids.slice(0, 60).sort()).toEqual([...long].sort());
      expect(new Set(ids).size).toBe(ids.length);
      expect((await list(query)).body.data.length).toBeLessThan(60);
    }
  });

  it('refuses the cursor of a list with another filter', async () => {
    const { nextCursor } = (await list({ limit: 1 })).body;
    const answer = await list({ limit: 1, status: 'draft', cursor: nextCursor });
    expect(answer.problem.code).toBe('invalid_cursor');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
