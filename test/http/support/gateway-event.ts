import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Scope } from '../../../lib/contract/scopes.ts';

/** A request as a test writes it. `body` is sent as JSON unless it is text or bytes. */
export interface TestRequest {
  readonly method: string;
  readonly path: string;
  /** Template that the gateway matched; without it the request came through `$default`. */
  readonly template?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly rawQuery?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly scopes?: readonly Scope[];
  readonly caller?: string;
  /** Where it comes from: an address of documentation (RFC 5737) unless said. */
  readonly address?: string;
}

const bodyOf = (body: unknown): { body?: string; isBase64Encoded: boolean } => {
  if (body === undefined) return { isBase64Encoded: false };
  if (typeof body === 'string') return { body, isBase64Encoded: false };
  if (body instanceof Uint8Array)
    return { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  return { body: JSON.stringify(body), isBase64Encoded: false };
};

const lowerCaseNames = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const claimsOf = (request: TestRequest): Record<string, string> => ({
  sub: request.caller ?? 'usr_test',
  ...(request.scopes ? { scope: request.scopes.join(' ') } : {}),
});

/** The payload 2.0 event that API Gateway would send for a request: the path decoded, the query raw. */
export const gatewayEvent = (request: TestRequest): APIGatewayProxyEventV2 => {
  const json =
    request.body === undefined ||
    typeof request.body === 'string' ||
    request.body instanceof Uint8Array;
  const routeKey = request.template ? `${request.method} ${request.template}` : '$default';
  const requestContext = {
    accountId: '000000000000',
    apiId: 'test',
    domainName: 'test.example',
    domainPrefix: 'test',
    http: {
      method: request.method,
      path: request.path,
      protocol: 'HTTP/1.1',
      sourceIp: request.address ?? '192.0.2.1',
      userAgent: 'test',
    },
    requestId: 'test',
    routeKey,
    stage: '$default',
    time: '01/Jan/2026:00:00:00 +0000',
    timeEpoch: 0,
    ...(request.scopes || request.caller
      ? { authorizer: { jwt: { claims: claimsOf(request) } } }
      : {}),
  };
  return {
    version: '2.0',
    routeKey,
    rawPath: request.path,
    rawQueryString: request.rawQuery ?? '',
    headers: {
      ...(json ? {} : { 'content-type': 'application/json' }),
      ...lowerCaseNames(request.headers ?? {}),
    },
    ...(request.params ? { pathParameters: { ...request.params } } : {}),
    requestContext,
    ...bodyOf(request.body),
  };
};
