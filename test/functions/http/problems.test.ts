import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../functions/http/handler.ts';
import type { Failure } from '../../../lib/shared/failure.ts';
import { fail } from '../../../lib/shared/result.ts';
import { testApi } from '../../http/support/api.ts';
import { planted, plantedApi } from './planted.ts';

const api = plantedApi();
const params = { thingId: 't1' };

const throwing = (error: Error) =>
  testApi(
    'customers',
    [
      handler(planted.act, async () => {
        throw error;
      }),
    ],
    { logger: new Logger({ logLevel: 'SILENT' }) },
  ).call('actOnThing', { params });

const failing = (failure: Failure) =>
  testApi('customers', [handler(planted.act, async () => fail(failure.code, failure))], {
    checkReplies: false,
  }).call('actOnThing', { params });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a failure', () => {
  it('becomes a problem with every member of RFC 9457, our code and the request id', async () => {
    const { status, headers, body } = await api.call('createThing', { body: { name: 'taken' } });
    expect(status).toBe(409);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(body).toEqual({
      type: '/docs#problem-identity_taken',
      title: 'Another customer holds this identity',
      status: 409,
      detail: 'Another customer holds this identity',
      instance: '/v1/things',
      code: 'identity_taken',
      requestId: headers['x-request-id'],
      holder: 'cus_1',
    });
  });

  it('never lets its data replace a standard member', async () => {
    const { problem } = await failing({ code: 'not_found', data: { status: 200, code: 'ok' } });
    expect(problem).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('says when to come back', async () => {
    const limited = await failing({ code: 'too_many_requests', retryAfterSeconds: 30 });
    const busy = await failing({ code: 'busy' });
    expect([limited.status, limited.headers['retry-after']]).toEqual([429, '30']);
    expect([busy.status, busy.headers['retry-after']]).toEqual([503, '1']);
  });
});

describe('something nobody expected', () => {
  it('is a 500 that says nothing of the inside', async () => {
    const answer = await throwing(new Error('password=hunter2'));
    expect(answer.status).toBe(500);
    expect(Object.keys(answer.body).sort()).toEqual(
      ['code', 'detail', 'instance', 'requestId', 'status', 'title', 'type'].sort(),
    );
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it('is logged with its stack and the request id', async () => {
    const logger = new Logger({ logLevel: 'ERROR' });
    const error = vi.spyOn(logger, 'error').mockImplementation(() => undefined);
    const answer = await plantedApi({ logger }).call('createThing', { body: { name: 'throw' } });
    expect(error).toHaveBeenCalledWith('request failed', {
      requestId: answer.headers['x-request-id'],
      routeId: 'createThing',
      error: expect.objectContaining({ message: 'secret of the inside' }),
    });
  });

  it.each([
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'TimeoutError',
    'TransactionCanceledException',
  ])('is a 503 when the store said %s', async (name) => {
    const cause = Object.assign(new Error('no'), { name });
    const answer = await throwing(new Error('wrapped', { cause }));
    expect([answer.status, answer.problem.code]).toEqual([503, 'busy']);
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('is a 503 when the store is out of reach', async () => {
    const answer = await throwing(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    expect(answer.status).toBe(503);
  });
});

describe('a reply that the contract does not declare', () => {
  it.each([
    ['a body of another shape', { status: 200 as const, body: { thingId: 1 }, version: 1 }],
    ['a status of another route', { status: 201, body: { thingId: 'x' }, version: 1 }],
    ['a missing header', { status: 200 as const, body: { thingId: 'x' } }],
  ])('fails in tests: %s', async (_, value) => {
    const logger = new Logger({ logLevel: 'SILENT' });
    const wrong = { route: planted.read, handle: async () => ({ ok: true as const, value }) };
    const answer = await testApi('customers', [wrong], { logger }).call('readThing', { params });
    expect(answer.status).toBe(500);
  });

  it('fails in tests for an undeclared failure', async () => {
    const logger = new Logger({ logLevel: 'SILENT' });
    const wrong = handler(planted.read, async () => fail('run_not_found'));
    const answer = await testApi('customers', [wrong], { logger }).call('readThing', { params });
    expect(answer.status).toBe(500);
  });
});

describe('a function that runs out of time', () => {
  it('says 503 before it is cut off', async () => {
    const slow = handler(planted.act, () => new Promise(() => undefined));
    const { serve } = await import('../../../functions/http/serve.ts');
    const { gatewayEvent } = await import('../../http/support/gateway-event.ts');
    const handle = serve('customers', { slow }, { logger: new Logger({ logLevel: 'SILENT' }) });
    const event = gatewayEvent({
      method: 'POST',
      path: '/v1/things/a/act',
      template: '/v1/things/{thingId}/act',
      params,
      scopes: ['customers:write'],
    });
    const context = { getRemainingTimeInMillis: () => 420 };
    // Only the remaining time of Lambda's context is read.
    const answer = await handle(event, context as Parameters<typeof handle>[1]);
    expect(answer.statusCode).toBe(503);
  });
});
