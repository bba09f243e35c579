import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseObject } from '../../infra/local/json.ts';
import { readAuthorizers } from '../../infra/local/routes.ts';
import { type FixtureRuntime, jsonOf, startFixture } from './support.ts';

let runtime: FixtureRuntime;
beforeAll(async () => {
  runtime = await startFixture();
});
afterAll(() => runtime.stop());

const send = (path: string, init: RequestInit = {}) => fetch(runtime.url + path, init);

async function token(claims: Record<string, string | number> = {}): Promise<string> {
  const [authorizer] = readAuthorizers(runtime.template);
  if (authorizer === undefined) throw new Error('The fixture has an authorizer.');
  return await runtime.issuer.sign(authorizer, 'someone', claims);
}

describe('payload format 2.0', () => {
  it('has the members that API Gateway sends', async () => {
    const response = await send('/items/a%20b?tag=x&tag=y&q=%C3%A4', {
      headers: { Cookie: 'one=1; two=2', 'X-Own': 'yes', 'User-Agent': 'tester' },
    });
    const event = parseObject(await response.text());
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /items/{id}',
      rawPath: '/items/a b',
      rawQueryString: 'tag=x&tag=y&q=%C3%A4',
      cookies: ['one=1', 'two=2'],
      headers: { 'x-own': 'yes', 'user-agent': 'tester' },
      queryStringParameters: { tag: 'x,y', q: 'ä' },
      pathParameters: { id: 'a b' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'Public',
        http: { method: 'GET', path: '/items/a b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        routeKey: 'GET /items/{id}',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      },
      isBase64Encoded: false,
    });
    expect(event).not.toHaveProperty('body');
    expect(event['headers']).not.toHaveProperty('cookie');
    expect(event).toHaveProperty(
      'requestContext.requestId',
      response.headers.get('apigw-requestid'),
    );
  });

  it.each([
    ['application/json', '{"a":"ä"}', '{"a":"ä"}', false],
    ['text/plain; charset=utf-8', 'ä', 'ä', false],
    ['application/x-www-form-urlencoded', 'q1=9', 'cTE9OQ==', true],
    ['application/merge-patch+json', '{}', 'e30=', true],
    ['application/octet-stream', 'x', 'eA==', true],
  ])('sends a body of %s as AWS does', async (type, sent, received, encoded) => {
    const init = { method: 'POST', headers: { 'content-type': type }, body: Buffer.from(sent) };
    const event = await jsonOf(send('/open/echo', init));
    expect(event).toMatchObject({ body: received, isBase64Encoded: encoded });
  });

  it('hands on what is no UTF-8 as it came, not with its letters replaced', async () => {
    const body = Buffer.from('{"a":"\xe4"}', 'latin1');
    const headers = { 'content-type': 'application/json' };
    const event = await jsonOf(send('/open/echo', { method: 'POST', headers, body }));
    expect(event).toMatchObject({ body: body.toString('base64'), isBase64Encoded: true });
  });

  it('turns cookies and headers of the answer into headers', async () => {
    const response = await send('/open/cookie', { method: 'POST' });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-own')).toBe('yes');
  });

  it('answers 500 with the fixed body when the function throws', async () => {
    const response = await send('/open/raise', { method: 'POST' });
    expect([response.status, await response.json()]).toEqual([
      500,
      { message: 'Internal Server Error' },
    ]);
  });

  it('answers 500 for more than Lambda hands on of an answer', async () => {
    const body = Buffer.alloc(5 * 1_024 * 1_024, '"');
    const init = { method: 'POST', headers: { 'content-type': 'text/plain' }, body };
    expect((await send('/open/echo', init)).status).toBe(500);
  });

  it('answers 413 itself for more than 10 MB', async () => {
    const body = Buffer.alloc(10 * 1_024 * 1_024 + 1);
    const response = await send('/open/echo', { method: 'POST', body });
    expect([response.status, await response.json()]).toEqual([
      413,
      { message: 'Request Entity Too Large' },
    ]);
  });
});

describe('routes over all APIs', () => {
  it.each([
    ['GET', '/items/latest', 'GET /items/latest', 'Public'],
    ['GET', '/items/other', 'GET /items/{id}', 'Public'],
    ['GET', '/files/a/b', 'GET /files/{path+}', 'Public'],
    ['DELETE', '/items/other', '$default', 'Public'],
    ['GET', '/unknown', '$default', 'Staff'],
    ['GET', '/do/echo', '$default', 'Staff'],
  ])('gives %s %s to %s of %s', async (method, path, key, api) => {
    const event = await jsonOf(send(path, { method }));
    expect(event).toMatchObject({ routeKey: key, requestContext: { apiId: api } });
  });
});

describe('the JWT authorizer', () => {
  const unauthorized = async (authorization: string | undefined) => {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await send('/do/echo', { method: 'POST', headers });
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }]);
  };

  it('hands claims on as texts', async () => {
    const authorization = `Bearer ${await token({ scope: 'a b', level: 3 })}`;
    const event = await jsonOf(send('/do/echo', { method: 'POST', headers: { authorization } }));
    const claims = { sub: 'someone', scope: 'a b', level: '3', client_id: 'Client' };
    expect(event).toMatchObject({
      requestContext: { authorizer: { jwt: { claims, scopes: null } } },
    });
  });

  it('refuses a missing or malformed token', async () => {
    await unauthorized(undefined);
    await unauthorized('Bearer nonsense');
  });

  it('refuses an expired token by real time, whatever the runtime’s clock shows', async () => {
    const past = Math.floor(Date.now() / 1_000) - 10;
    runtime.clock.set(Date.parse('2001-01-01T00:00:00Z'));
    await unauthorized(`Bearer ${await token({ exp: past })}`);
    runtime.clock.set(null);
  });

  it('refuses a foreign issuer, audience and key', async () => {
    await unauthorized(`Bearer ${await token({ iss: 'https://elsewhere.example' })}`);
    await unauthorized(`Bearer ${await token({ client_id: 'other' })}`);
    const { privateKey } = await generateKeyPair('RS256');
    const [authorizer] = readAuthorizers(runtime.template);
    const forged = new SignJWT({ iss: authorizer?.issuer ?? '', client_id: 'Client' })
      .setProtectedHeader({ alg: 'RS256', kid: 'local' })
      .setIssuedAt()
      .setExpirationTime('1h');
    await unauthorized(`Bearer ${await forged.sign(privateKey)}`);
  });

  it('asks for the scopes of the route', async () => {
    const get = async (scope: string) =>
      await send('/scoped', { headers: { authorization: `Bearer ${await token({ scope })}` } });
    expect((await get('other')).status).toBe(403);
    expect(await jsonOf(get('admin:read other'))).toHaveProperty(
      'requestContext.authorizer.jwt.scopes',
      ['admin:read'],
    );
  });
});

describe('gateway CORS', () => {
  const preflight = (origin: string, path: string) =>
    send(path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });

  it('answers a preflight itself and adds headers to refusals', async () => {
    const answer = await preflight('https://staff.example', '/do/echo');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://staff.example');
    expect(answer.headers.get('access-control-max-age')).toBe('60');
    const refused = await send('/do/echo', {
      method: 'POST',
      headers: { origin: 'https://staff.example' },
    });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://staff.example');
  });

  it('gives a foreign origin nothing', async () => {
    const answer = await preflight('https://evil.example', '/do/echo');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('leaves an API without the setting to its function', async () => {
    const event = await jsonOf(preflight('https://any.example', '/open/echo'));
    expect(event['routeKey']).toBe('OPTIONS /open/{action}');
  });
});

describe('POST /_local/token', () => {
  const ask = async (body: string) => {
    const response = await send('/_local/token', { method: 'POST', body });
    return { status: response.status, body: parseObject(await response.text()) };
  };

  it('signs the scopes that the pre-token trigger writes for a role', async () => {
    const { status, body } = await ask('{"role":"admin"}');
    const token = String(body['token']);
    expect({ status, body }).toEqual({
      status: 200,
      body: { token, access_token: token, expiresIn: 3_600 },
    });
    const authorization = `Bearer ${token}`;
    const event = await jsonOf(send('/do/echo', { method: 'POST', headers: { authorization } }));
    const claims = { scope: 'admin:read admin:write', team: 'blue', 'cognito:groups': '[admin]' };
    expect(event).toMatchObject({ requestContext: { authorizer: { jwt: { claims } } } });
  });

  it('signs the scopes that are asked for', async () => {
    const { body } = await ask('{"scopes":["admin:read"]}');
    const authorization = `Bearer ${String(body['token'])}`;
    expect((await send('/scoped', { headers: { authorization } })).status).toBe(200);
  });

  it.each(['{"role":"nobody"}', '{}', '{"scopes":"x"}', 'no json'])('refuses %s', async (body) => {
    expect((await ask(body)).status).toBe(400);
  });
});
