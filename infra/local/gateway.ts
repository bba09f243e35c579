import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { authorize } from './authorizer.ts';
import type { Clock } from './clock.ts';
import { corsHeaders, preflightHeaders, withoutCors } from './cors.ts';
import type { Functions } from './functions.ts';
import type { Issuer } from './issuer.ts';
import { isObject } from './json.ts';
import { decodePath, type GatewayRequest, payloadOf } from './payload.ts';
import { matchRoute } from './route-match.ts';
import { type Cors, type GatewayRoute, readRoutes } from './routes.ts';
import type { ResolvedTemplate } from './template.ts';

/** An answer that is ready to be written. Header names may repeat (Set-Cookie). */
export type HttpAnswer = { status: number; headers: [string, string][]; body: Buffer };

/** API Gateway takes no larger body. */
const bodyBytesMax = 10 * 1_024 * 1_024;

export type GatewayServices = {
  template: ResolvedTemplate;
  functions: Functions;
  issuer: Issuer;
  clock: Clock;
};

/** The HTTP APIs of the template on one port: routes, authorizer, CORS and the gateway's refusals. */
export class Gateway {
  readonly routes: readonly GatewayRoute[];
  private readonly services: GatewayServices;

  constructor(services: GatewayServices) {
    this.services = services;
    this.routes = readRoutes(services.template);
    for (const route of this.routes) services.functions.get(route.functionArn);
  }

  async handle(incoming: IncomingMessage): Promise<HttpAnswer> {
    const request = await this.read(incoming);
    const origin = header(request, 'origin');
    const preflight = this.preflight(request, origin);
    if (preflight !== undefined) return preflight;
    const path = decodePath(request.target);
    const match = matchRoute(this.routes, request.method, path);
    if (match === undefined) return refuse(request, 404, 'Not Found');
    const { cors } = match.route.api;
    const answer = await this.answer(request, match);
    return cors === undefined ? answer : underCors(answer, cors, origin);
  }

  private async answer(
    request: GatewayRequest,
    match: NonNullable<ReturnType<typeof matchRoute>>,
  ): Promise<HttpAnswer> {
    if (request.body.length > bodyBytesMax) return refuse(request, 413, 'Request Entity Too Large');
    const { route } = match;
    const verdict = await authorize(this.services.issuer, route, header(request, 'authorization'));
    if (verdict.kind === 'forbidden') return refuse(request, 403, 'Forbidden');
    if (verdict.kind === 'unauthorized') {
      const { status, headers, body } = refuse(request, 401, 'Unauthorized');
      const challenge = `Bearer error="invalid_token" error_description="${verdict.reason}"`;
      return { status, headers: [...headers, ['www-authenticate', challenge]], body };
    }
    const invocation = await this.services.functions
      .get(route.functionArn)
      .invoke(payloadOf(request, match, verdict.jwt));
    if (!invocation.ok) return refuse(request, 500, 'Internal Server Error');
    return answerOf(request, invocation.payload);
  }

  /** Gateway CORS answers a preflight itself, for whatever path of its API; no function sees it. */
  private preflight(request: GatewayRequest, origin: string | undefined): HttpAnswer | undefined {
    const method = header(request, 'access-control-request-method');
    if (request.method !== 'OPTIONS' || origin === undefined || method === undefined) return;
    const cors = matchRoute(this.routes, method, decodePath(request.target))?.route.api.cors;
    if (cors === undefined) return;
    const headers = { ...preflightHeaders(cors, origin), 'apigw-requestid': request.requestId };
    return { status: 204, headers: Object.entries(headers), body: Buffer.alloc(0) };
  }

  private async read(incoming: IncomingMessage): Promise<GatewayRequest> {
    const raw = incoming.rawHeaders;
    const names = raw.filter((_, position) => position % 2 === 0);
    return {
      method: incoming.method ?? 'GET',
      target: incoming.url ?? '/',
      headers: names.map((name, position) => [name, raw[position * 2 + 1] ?? '']),
      body: await readBody(incoming),
      sourceIp: incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
      requestId: randomBytes(11).toString('base64url'),
      epochMs: this.services.clock.now(),
    };
  }
}

/** Reads a body, keeping one byte more than the limit so that the refusal can be decided. */
async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue;
    if (size <= bodyBytesMax) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks);
}

/** What a function returned, by the rules of payload format 2.0. */
function answerOf(request: GatewayRequest, payload: string): HttpAnswer {
  const result: unknown = JSON.parse(payload);
  const requestId: [string, string] = ['apigw-requestid', request.requestId];
  if (!isObject(result) || result['statusCode'] === undefined) {
    const body = Buffer.from(typeof result === 'string' ? result : payload);
    return { status: 200, headers: [['content-type', 'application/json'], requestId], body };
  }
  const status = Number(result['statusCode']);
  if (!Number.isInteger(status) || status < 100 || status > 599) {
    return refuse(request, 500, 'Internal Server Error');
  }
  const headers = isObject(result['headers']) ? Object.entries(result['headers']) : [];
  const cookies = Array.isArray(result['cookies']) ? result['cookies'] : [];
  const pairs: [string, string][] = [
    ...headers.map(([name, value]): [string, string] => [name.toLowerCase(), String(value)]),
    ...cookies.map((cookie): [string, string] => ['set-cookie', String(cookie)]),
    requestId,
  ];
  const encoding = result['isBase64Encoded'] === true ? 'base64' : 'utf8';
  const text = typeof result['body'] === 'string' ? result['body'] : '';
  if (text !== '' && !pairs.some(([name]) => name === 'content-type')) {
    pairs.push(['content-type', 'text/plain;charset=UTF-8']);
  }
  return { status, headers: pairs, body: Buffer.from(text, encoding) };
}

/** The gateway's own refusals have this fixed body. */
function refuse(request: GatewayRequest, status: number, message: string): HttpAnswer {
  return {
    status,
    headers: [
      ['content-type', 'application/json'],
      ['apigw-requestid', request.requestId],
    ],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

function underCors(answer: HttpAnswer, cors: Cors, origin: string | undefined): HttpAnswer {
  const headers = [...withoutCors(answer.headers), ...Object.entries(corsHeaders(cors, origin))];
  return { ...answer, headers };
}

function header(request: GatewayRequest, name: string): string | undefined {
  return request.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}
