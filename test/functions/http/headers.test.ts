import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it, vi } from 'vitest';
import { plantedApi } from './planted.ts';

const api = plantedApi();
const params = { thingId: 't1' };

describe('every answer', () => {
  it.each([
    ['success', () => api.call('readThing', { params })],
    ['refusal', () => api.call('createThing', { body: {} })],
    [
      'bug',
      () =>
        plantedApi({ logger: new Logger({ logLevel: 'SILENT' }) }).call('createThing', {
          body: { name: 'throw' },
        }),
    ],
    ['unknown path', () => api.send({ method: 'GET', path: '/nowhere' })],
    ['page', () => api.call('pageOfThings')],
  ])('carries the security headers: %s', async (_, send) => {
    const { headers } = await send();
    expect(headers).toMatchObject({
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-request-id': expect.stringMatching(/^req_[0-9a-z]{26}$/),
    });
  });

  it('keeps personal data out of caches, and lets open pages be kept', async () => {
    const read = await api.call('readThing', { params });
    const public_ = await api.call('answerThing', { params, body: {} });
    const page = await api.call('pageOfThings');
    expect(read.headers['cache-control']).toBe('no-store');
    expect(public_.headers['cache-control']).toBe('no-store');
    expect(page.headers['cache-control']).toBeUndefined();
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('echoes a sane X-Request-Id and replaces any other', async () => {
    const echoed = async (id: string) =>
      (await api.call('readThing', { params, headers: { 'x-request-id': id } })).headers[
        'x-request-id'
      ];
    expect(await echoed('trace-1.a:B_2')).toBe('trace-1.a:B_2');
    for (const id of ['', 'a b', 'a\nb', '客', 'x'.repeat(129)])
      expect(await echoed(id)).toMatch(/^req_/);
  });
});

describe('the log', () => {
  it('has one line a request, with ids and codes and nothing personal', async () => {
    const logger = new Logger({ logLevel: 'INFO' });
    const info = vi.spyOn(logger, 'info').mockImplementation(() => undefined);
    const logged = plantedApi({ logger, clock: () => 1_000 });
    await logged.call('readThing', { params: { thingId: 'alice@example.org' } });
    await logged.call('listThings', { rawQuery: 'email=alice@example.org' });
    expect(info.mock.calls).toEqual([
      [
        'answered',
        {
          requestId: expect.any(String),
          routeId: 'readThing',
          method: 'GET',
          status: 200,
          code: undefined,
          durationMs: 0,
        },
      ],
      ['answered', expect.objectContaining({ status: 422, code: 'invalid_request' })],
    ]);
    expect(JSON.stringify(info.mock.calls)).not.toContain('alice');
  });
});
