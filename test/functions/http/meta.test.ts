import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { handle as getDocs } from '../../../functions/http/meta/get-docs.ts';
import { handle as getHealth } from '../../../functions/http/meta/get-health.ts';
import { handle as getOpenapi } from '../../../functions/http/meta/get-openapi.ts';
import { descriptionsZh } from '../../../lib/contract/docs-descriptions.ts';
import { failureTitlesZh, scopeTextsZh } from '../../../lib/contract/docs-titles.ts';
import { buildOpenapi } from '../../../lib/contract/openapi.ts';
import { routeRows, routes } from '../../../lib/contract/routes.ts';
import { failures } from '../../../lib/shared/failure.ts';
import { testApi } from '../../http/support/api.ts';
import {
  expectDeclaredReached,
  expectSharedRefusals,
  newReached,
} from '../../http/support/reached.ts';

const reached = newReached();
const api = testApi('meta', [getDocs, getHealth, getOpenapi], { reached, allRoutes: routeRows });
const page = async (call = {}): Promise<string> => (await api.call('getDocs', call)).body;

describe('GET /v1/openapi.json', () => {
  it('is the document of the contract, and may be kept', async () => {
    const { status, headers, body } = await api.call('getOpenapi');
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify(buildOpenapi())));
    expect(headers['cache-control']).toContain('public');
  });

  it('answers every declared status', async () => {
    await expectSharedRefusals(api, routes.getOpenapi, {});
    expectDeclaredReached(reached, routes.getOpenapi);
  });
});

describe('GET /health', () => {
  it('says that the API answers, and is never kept', async () => {
    const { body, headers } = await api.call('getHealth');
    expect(body).toEqual({ status: 'ok' });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('answers every declared status', async () => {
    await expectSharedRefusals(api, routes.getHealth, {});
    expectDeclaredReached(reached, routes.getHealth);
  });
});

describe('GET /docs', () => {
  it('names every route, failure, scope and shape', async () => {
    const html = await page();
    for (const route of routeRows) {
      expect(html).toContain(`id="${route.id}"`);
      expect(html).toContain(route.path);
    }
    for (const code of Object.keys(failures)) expect(html).toContain(`id="problem-${code}"`);
    for (const name of Object.keys(buildOpenapi().components?.schemas ?? {}))
      expect(html).toContain(`id="${name}"`);
  });

  it('has no link inside that leads nowhere', async () => {
    const html = await page();
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });

  it('is in the language that the address, then the visitor asks for', async () => {
    const langOf = async (call = {}) => /<html lang="([^"]+)"/.exec(await page(call))?.[1];
    const visitor = (value: string) => ({ headers: { 'accept-language': value } });
    expect(await langOf()).toBe('en');
    expect(await langOf({ query: { lang: 'zh' } })).toBe('zh-CN');
    expect(await langOf(visitor('zh-TW,zh;q=0.9,en;q=0.8'))).toBe('zh-CN');
    expect(await langOf(visitor('de, en;q=0.3, zh;q=0.2'))).toBe('en');
    expect(await langOf(visitor('zh;q=0, en;q=0.1'))).toBe('en');
    expect(await langOf({ ...visitor('zh'), query: { lang: 'en' } })).toBe('en');
  });

  it('says every summary, failure and scope in Chinese', async () => {
    const html = await page({ query: { lang: 'zh' } });
    for (const { summary } of routeRows) expect(html).toContain(summary.zh);
    for (const text of [...Object.values(failureTitlesZh), ...Object.values(scopeTextsZh)])
      expect(html).toContain(text);
  });

  it('has Chinese for every description of a member and an answer, and for nothing else', () => {
    const { components, paths } = buildOpenapi();
    const shown = new Set<string>();
    const collect = (name: string, value: unknown): void => {
      if (name === 'description' && typeof value === 'string') shown.add(value);
      else if (typeof value === 'object' && value !== null)
        for (const [member, inner] of Object.entries(value)) collect(member, inner);
    };
    collect('schemas', components?.schemas);
    for (const { path, method, replies } of routeRows) {
      const operation = Object(paths?.[path])[method.toLowerCase()];
      collect('parameters', operation.parameters);
      collect('requestBody', operation.requestBody);
      for (const status of Object.keys(replies)) collect('response', operation.responses[status]);
    }
    expect(Object.keys(descriptionsZh).sort()).toEqual([...shown].sort());
    for (const text of Object.values(descriptionsZh)) expect(text).toMatch(/\p{Script=Han}/u);
  });

  it('loads and runs nothing: only its own style is allowed', async () => {
    const { headers, body } = await api.call('getDocs');
    const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(body).not.toMatch(/<script|<img|<link|style="|src=/);
  });

  it('answers every declared status', async () => {
    await expectSharedRefusals(api, routes.getDocs, {});
    expectDeclaredReached(reached, routes.getDocs);
  });
});

describe('HEAD', () => {
  it('answers like GET, without the body', async () => {
    for (const path of ['/health', '/docs', '/v1/openapi.json']) {
      const [get, head] = await Promise.all(
        ['GET', 'HEAD'].map((method) => api.send({ method, path, template: path })),
      );
      expect(head?.status).toBe(200);
      expect(head?.body).toBeUndefined();
      expect(head?.headers['content-type']).toBe(get?.headers['content-type']);
    }
  });
});

describe('$default', () => {
  it('knows every path of the contract: 405 with its methods, 404 for the rest', async () => {
    for (const { path } of routeRows) {
      const concrete = path.replaceAll(/\{\w+\}/g, 'x');
      const { status, headers } = await api.send({ method: 'BREW', path: concrete });
      const methods = routeRows.filter((row) => row.path === path).map(({ method }) => method);
      expect([concrete, status]).toEqual([concrete, 405]);
      for (const method of methods) expect(headers['allow']).toContain(method);
      expect((await api.send({ method: 'GET', path: `${concrete}/x/y/z` })).status).toBe(404);
    }
  });
});
