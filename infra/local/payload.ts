import { isUtf8 } from 'node:buffer';
import type { Json, JsonObject } from './json.ts';
import type { RouteMatch } from './route-match.ts';

/** A request as the gateway sees it. */
export type GatewayRequest = {
  method: string;
  /** Path and query as they stand in the request line. */
  target: string;
  /** Pairs in the order of arrival; a name may occur more than once. */
  headers: [name: string, value: string][];
  body: Buffer;
  sourceIp: string;
  requestId: string;
  epochMs: number;
};

/** What the JWT authorizer found in a token. */
export type JwtContext = { claims: Record<string, string>; scopes: string[] | null };

/** An HTTP API decodes the path before it matches routes (payload 2.0 hands on the decoded one). */
export function decodePath(target: string): string {
  const path = target.split('?', 1)[0] ?? '/';
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Builds the event of payload format 2.0 that API Gateway sends to a function. */
export function payloadOf(
  request: GatewayRequest,
  { route, pathParameters }: RouteMatch,
  jwt: JwtContext | undefined,
): JsonObject {
  const rawQueryString = request.target.split('?').slice(1).join('?');
  const headers = joinHeaders(request.headers);
  const cookies = headers['cookie']?.split(/; ?/);
  delete headers['cookie'];
  // What is no UTF-8 cannot stand in an event, and replaced letters would be stored as if sent.
  const text = isText(headers['content-type']) && isUtf8(request.body);
  const path = decodePath(request.target);
  const query = queryOf(rawQueryString);
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString,
    ...(cookies && { cookies }),
    headers,
    ...(query && { queryStringParameters: query }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: route.api.id,
      ...(jwt && { authorizer: { jwt } }),
      domainName: headers['host'] ?? 'localhost',
      domainPrefix: (headers['host'] ?? 'localhost').split('.')[0] ?? '',
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(request.epochMs),
      timeEpoch: request.epochMs,
    },
    ...(request.body.length > 0 && { body: request.body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

/**
 * Observed on AWS: only these arrive as text. Forms, merge patches and bodies without a
 * content type arrive base64-encoded.
 */
function isText(contentType: string | undefined): boolean {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || /^application\/(json|xml|javascript)$/.test(type);
}

function joinHeaders(pairs: GatewayRequest['headers']): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    const separator = key === 'cookie' ? '; ' : ',';
    joined[key] = joined[key] === undefined ? value : `${joined[key]}${separator}${value}`;
  }
  return joined;
}

function queryOf(rawQueryString: string): Record<string, Json> | undefined {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  }
  return Object.keys(query).length === 0 ? undefined : query;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The time as API Gateway writes it: 21/Nov/2026:20:41:43 +0000. */
function commonLogTime(epochMs: number): string {
  const iso = new Date(epochMs).toISOString();
  const month = months[Number(iso.slice(5, 7)) - 1] ?? '';
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
