import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it } from 'vitest';
import { handle as getHealth } from '../../functions/http/meta/get-health.ts';
import { serve } from '../../functions/http/serve.ts';
import { createClient, ProblemError } from '../../lib/contract/client.ts';
import { paged } from '../../lib/contract/paged.ts';
import { gatewayEvent } from '../http/support/gateway-event.ts';

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client whose requests end in one answer, and what it sent. */
const clientFor = (answer: () => Response | Promise<Response>, token?: string) => {
  const sent: Sent[] = [];
  const client = createClient({
    baseUrl: 'http://api.test',
    ...(token === undefined ? {} : { token }),
    fetch: async (input, init = {}) => {
      sent.push({ url: String(input), init });
      return answer();
    },
  });
  return { client, sent };
};

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

const caught = async (promise: Promise<unknown>): Promise<ProblemError> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('a request', () => {
  it('puts parameters, query, body, token and headers where they belong', async () => {
    const { client, sent } = clientFor(() => json(200, {}), 'secret');
    await client.upsertCustomer({
      params: { source: 'shop a', externalId: 'x/1?é' },
      body: { name: 'A' },
      headers: { 'if-match': '"1"' },
    });
    expect(sent[0]?.url).toBe('http://api.test/v1/customers/external/shop%20a/x%2F1%3F%C3%A9');
    expect(sent[0]?.init).toMatchObject({
      method: 'PUT',
      redirect: 'manual',
      body: '{"name":"A"}',
      headers: {
        authorization: 'Bearer secret',
        'content-type': 'application/json',
        'if-match': '"1"',
      },
    });
  });

  it('leaves out query parameters that are undefined, and encodes the others', async () => {
    const { client, sent } = clientFor(() => json(200, { data: [], nextCursor: null }));
    await client.listCustomers({ query: { tag: 'a b&c', cursor: undefined } });
    expect(sent[0]?.url).toBe('http://api.test/v1/customers?tag=a+b%26c');
    expect(sent[0]?.init.headers).toEqual({});
  });

  it('sends a patch as a merge patch, and asks for a token each time', async () => {
    const tokens = ['one', 'two'];
    const sent: RequestInit[] = [];
    const client = createClient({
      baseUrl: '',
      token: async () => tokens.shift() ?? '',
      fetch: async (_, init = {}) => {
        sent.push(init);
        return json(200, {});
      },
    });
    const request = { params: { customerId: 'cus_01jxk3v9c0x5q3m8v7t2n4b6d1' }, body: {} } as const;
    await client.updateCustomer(request);
    await client.updateCustomer(request);
    expect(sent.map(({ headers }) => headers)).toEqual([
      { authorization: 'Bearer one', 'content-type': 'application/merge-patch+json' },
      { authorization: 'Bearer two', 'content-type': 'application/merge-patch+json' },
    ]);
  });
});

describe('an answer', () => {
  it('of our own pipeline arrives with status, body and headers', async () => {
    const handle = serve('meta', { getHealth }, { logger: new Logger({ logLevel: 'SILENT' }) });
    const { client } = clientFor(async () => {
      const event = gatewayEvent({ method: 'GET', path: '/health', template: '/health' });
      // The pipeline asks nothing of the context that it can do without.
      const context = {} as Parameters<typeof handle>[1];
      const { statusCode = 0, body, headers } = await handle(event, context);
      return new Response(body ?? null, {
        status: statusCode,
        headers: Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]),
      });
    });
    const { status, body, headers } = await client.getHealth();
    expect([status, body]).toEqual([200, { status: 'ok' }]);
    expect(headers.get('x-request-id')).toMatch(/^req_/);
  });

  it('that is a page is text, and an empty one nothing', async () => {
    const page = clientFor(() => new Response('<p>', { headers: { 'content-type': 'text/html' } }));
    expect((await page.client.getDocs()).body).toBe('<p>');
    const empty = clientFor(() => new Response(null, { status: 204 }));
    expect((await empty.client.getHealth()).body).toBeUndefined();
  });

  it('that is a problem is thrown as it is', async () => {
    const problem = {
      type: '/docs#problem-customer_not_found',
      title: 'There is no such customer',
      status: 404,
      detail: 'It was never created, or the id is misspelt',
      instance: '/health',
      code: 'customer_not_found',
      requestId: 'req_1',
    };
    const { client } = clientFor(() => json(404, problem));
    const error = await caught(client.getHealth());
    expect(error.problem).toEqual(problem);
    expect(error.message).toBe(
      '404 customer_not_found: It was never created, or the id is misspelt',
    );
  });

  it.each([
    [401, 'unauthenticated'],
    [413, 'body_too_large'],
    [429, 'too_many_requests'],
    [503, 'busy'],
    [418, 'internal_error'],
  ])('that the gateway gave by itself with %i becomes the problem %s', async (status, code) => {
    const { client } = clientFor(() =>
      json(status, { message: 'No' }, { 'apigw-requestid': 'gw1' }),
    );
    const { problem } = await caught(client.getHealth());
    expect(problem).toMatchObject({
      status,
      code,
      detail: 'No',
      requestId: 'gw1',
      instance: '/health',
      type: `/docs#problem-${code}`,
    });
  });

  it('that nobody of us wrote becomes a problem too', async () => {
    const { client } = clientFor(() => new Response('<html>bad gateway', { status: 502 }));
    const { problem } = await caught(client.getHealth());
    expect(problem).toMatchObject({ status: 502, code: 'internal_error', requestId: 'unknown' });
  });
});

describe('paging', () => {
  it('gives every item of every page, empty ones in between', async () => {
    const pages: Record<string, { data: number[]; nextCursor: string | null }> = {
      first: { data: [1, 2], nextCursor: 'b' },
      b: { data: [], nextCursor: 'c' },
      c: { data: [3], nextCursor: null },
    };
    const page = async (cursor: string | undefined) => ({
      body: pages[cursor ?? 'first'] ?? { data: [], nextCursor: null },
    });
    expect(await Array.fromAsync(paged(page))).toEqual([1, 2, 3]);
  });

  it('asks for no page that nobody wants', async () => {
    let asked = 0;
    const page = async () => {
      asked += 1;
      return { body: { data: [asked], nextCursor: 'more' } };
    };
    for await (const item of paged(page)) if (item === 2) break;
    expect(asked).toBe(2);
  });
});
