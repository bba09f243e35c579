import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Access } from '../../lib/contract/access.ts';
import {
  functionRows,
  handlerFile,
  kebabCase,
  mergeAccess,
} from '../../lib/contract/function-rows.ts';
import { jobFunctions } from '../../lib/contract/functions.ts';
import { httpFunctions, idempotencyAccess } from '../../lib/contract/http-functions.ts';
import { type Method, type Route, route } from '../../lib/contract/route.ts';

const none = z.strictObject({});

const planted = (id: string, method: Method, access: readonly Access[], uses: Route['uses'] = []) =>
  route({
    id,
    method,
    path: `/v1/${id}`,
    group: 'scores',
    scopes: 'open',
    summary: { en: id, zh: id },
    params: none,
    query: none,
    replies: {},
    failures: [],
    access,
    uses,
  });

const scoresOf = (routes: readonly Route[]) => {
  const row = functionRows(routes).find(({ name }) => name === 'scores');
  if (row?.kind !== 'http') throw new Error('no function named scores');
  return row;
};

describe('function rows', () => {
  it('are one for each group and each job', () => {
    const names = functionRows([]).map(({ name }) => name);
    expect(names).toEqual([...Object.keys(httpFunctions), ...Object.keys(jobFunctions)]);
  });

  it('give a group what its routes need together, each thing once', () => {
    const row = scoresOf([
      planted('one', 'GET', [{ table: 'scores', actions: ['Query', 'GetItem'] }], ['secret']),
      planted('two', 'GET', [{ table: 'scores', actions: ['GetItem'] }], ['secret', 'night']),
    ]);
    expect(row.access).toEqual([{ table: 'scores', actions: ['GetItem', 'Query'] }]);
    expect(row.uses).toEqual(['night', 'secret']);
    expect(row.routes.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('add what idempotency needs where there is a POST, and only there', () => {
    expect(scoresOf([planted('one', 'GET', [])]).access).toEqual([]);
    expect(scoresOf([planted('one', 'POST', [])]).access).toEqual(mergeAccess(idempotencyAccess));
  });
});

describe('access', () => {
  it('to a table and to its indexes is kept apart', () => {
    expect(
      mergeAccess([
        { table: 'scores', index: 'byTier', actions: ['Query'] },
        { table: 'scores', actions: ['PutItem'] },
        { table: 'scores', index: 'byRisk', actions: ['Query'] },
        { table: 'scores', index: 'byTier', actions: ['Query'] },
      ]),
    ).toEqual([
      { table: 'scores', actions: ['PutItem'] },
      { table: 'scores', index: 'byRisk', actions: ['Query'] },
      { table: 'scores', index: 'byTier', actions: ['Query'] },
    ]);
  });
});

it('finds the handler of a route by its id', () => {
  expect(kebabCase('getScoringSettings')).toBe('get-scoring-settings');
  expect(handlerFile({ id: 'getRun', group: 'scores' })).toBe('functions/http/scores/get-run.ts');
});
