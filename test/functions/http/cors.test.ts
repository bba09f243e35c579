import { describe, expect, it } from 'vitest';
import type { CorsOrigins } from '../../../functions/http/middleware/cors.ts';
import { plantedApi } from './planted.ts';

const corsOrigins: CorsOrigins = async ({ pathParameters }) =>
  pathParameters?.['thingId'] === 'any' ? '*' : ['https://shop.example'];

const api = plantedApi({ corsOrigins });
const send = (method: string, thingId: string, origin?: string) =>
  api.send({
    method,
    path: `/v1/open/${thingId}`,
    template: '/v1/open/{thingId}',
    params: { thingId },
    headers: { 'content-type': 'application/json', ...(origin ? { origin } : {}) },
    ...(method === 'POST' ? { body: '{}' } : {}),
  });

describe('public routes', () => {
  it('answer a preflight of an allowed origin', async () => {
    const { status, headers } = await send('OPTIONS', 't1', 'https://shop.example');
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': expect.stringContaining('Idempotency-Key'),
      vary: 'Origin',
    });
  });

  it('tell another origin nothing that a browser would accept', async () => {
    const { status, headers } = await send('OPTIONS', 't1', 'https://evil.example');
    expect(status).toBe(204);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('allow every origin where the survey says so', async () => {
    const { headers } = await send('POST', 'any', 'https://who.example');
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it('let pages read refusals too, with the headers that matter', async () => {
    const answer = await api.send({
      method: 'POST',
      path: '/v1/open/t1',
      template: '/v1/open/{thingId}',
      params: { thingId: 't1' },
      headers: { origin: 'https://shop.example', 'content-type': 'text/plain' },
      body: 'x',
    });
    expect(answer.status).toBe(415);
    expect(answer.headers['access-control-allow-origin']).toBe('https://shop.example');
    expect(answer.headers['access-control-expose-headers']).toContain('Retry-After');
  });

  it('ask nobody when there is no origin', async () => {
    const { headers } = await send('POST', 't1');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['vary']).toBe('Origin');
  });
});

describe('staff routes', () => {
  it('leave CORS to the gateway', async () => {
    const { headers } = await api.call('readThing', {
      params: { thingId: 't1' },
      headers: { origin: 'https://shop.example' },
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});
