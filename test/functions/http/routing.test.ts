import { httpRouterValidateOptions } from '@middy/http-router';
import { describe, expect, it } from 'vitest';
import { handler } from '../../../functions/http/handler.ts';
import { routesOf } from '../../../functions/http/serve.ts';
import { routeRows } from '../../../lib/contract/routes.ts';
import { ok } from '../../../lib/shared/result.ts';
import { plantedApi } from './planted.ts';

const api = plantedApi();

describe('paths', () => {
  it('that nobody knows answer 404 with a problem', async () => {
    for (const path of ['/', '/v1', '/v1/nothing', '/v1/things/', '/v1/things/a/b', '//']) {
      const { status, problem } = await api.send({ method: 'GET', path });
      expect([path, status, problem.code]).toEqual([path, 404, 'not_found']);
    }
  });

  it('that are known under another method answer 405 with Allow', async () => {
    const { status, headers, problem } = await api.send({ method: 'DELETE', path: '/v1/things' });
    expect([status, problem.code]).toEqual([405, 'method_not_allowed']);
    expect(headers['allow']).toBe('GET, POST');
    const one = await api.send({ method: 'PUT', path: '/v1/things/t1' });
    expect(one.headers['allow']).toBe('GET, PATCH');
  });

  it.each(['HEAD', 'OPTIONS', 'TRACE', 'BREW', '__proto__'])(
    'answer 405 to %s, and 404 where there is nothing',
    async (method) => {
      expect((await api.send({ method, path: '/v1/things' })).status).toBe(405);
      expect((await api.send({ method, path: '/nowhere' })).status).toBe(404);
    },
  );
});

describe('the contract', () => {
  it('gives the router rows that its own validator takes', () => {
    const nothing = async () => ok({ status: 204, body: undefined });
    const handlers = routeRows.map((row) => handler(row, nothing, nothing));
    const routes = routesOf(handlers, { clock: Date.now });
    expect(() => httpRouterValidateOptions({ routes })).not.toThrow();
  });

  it('has each method and path once, and no two templates that the same path fits', () => {
    const shapes = routeRows.map(
      ({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`,
    );
    expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([]);
  });
});

describe('lists', () => {
  it('link to the next page with the same filters', async () => {
    const { headers } = await api.call('listThings', { rawQuery: 'limit=2&tag=a%20b&cursor=old' });
    expect(headers['link']).toBe('</v1/things?limit=2&tag=a+b&cursor=a+b%26c>; rel="next"');
  });

  it('link nowhere from the last page', async () => {
    const { headers } = await api.call('listThings', { query: { cursor: 'last' } });
    expect(headers['link']).toBeUndefined();
  });
});
