import { describe, expect, it } from 'vitest';
import { plantedApi } from './planted.ts';

const api = plantedApi();
const read = {
  method: 'GET',
  path: '/v1/things/t1',
  template: '/v1/things/{thingId}',
  params: { thingId: 't1' },
};

describe('scopes', () => {
  it('let a token through that has the needed one among others', async () => {
    const answer = await api.send({ ...read, scopes: ['events:read', 'customers:read'] });
    expect(answer.status).toBe(200);
  });

  it('refuse a token without them, and say which', async () => {
    const { status, headers, problem } = await api.send({ ...read, scopes: ['events:read'] });
    expect([status, problem.code]).toEqual([403, 'insufficient_scope']);
    expect(problem).toMatchObject({ missingScopes: ['customers:read'] });
    expect(headers['www-authenticate']).toContain('insufficient_scope');
  });

  it('refuse a token without a scope claim', async () => {
    expect((await api.send({ ...read, caller: 'usr_1' })).status).toBe(403);
  });

  it('are looked at before the body', async () => {
    const answer = await api.call('createThing', { scopes: [], body: '{', headers: {} });
    expect(answer.status).toBe(403);
  });

  it('are not needed on public and open routes', async () => {
    expect((await api.call('answerThing', { params: read.params, body: {} })).status).toBe(200);
    expect((await api.call('pageOfThings')).status).toBe(200);
  });
});

describe('a staff route that is reached without the authorizer', () => {
  it('answers 401', async () => {
    const { status, headers } = await api.send(read);
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });
});
