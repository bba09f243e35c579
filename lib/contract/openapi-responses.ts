import type { createDocument } from 'zod-openapi';
import { type FailureCode, failures } from '../shared/failure.ts';
import { pascalCase } from './openapi-names.ts';
import { problemType } from './problems.ts';
import type { ReplyRow, Route } from './route.ts';

type Components = NonNullable<Parameters<typeof createDocument>[0]['components']>;
export type Response = NonNullable<Components['responses']>[string];

/** What the gateway says by itself on these statuses, before any function runs. */
const gatewayStatuses = new Set([401, 413, 429, 503]);

const gatewayContent = { schema: { $ref: '#/components/schemas/GatewayMessage' } };

const header = (name: string) => ({ $ref: `#/components/headers/${name}` });

const retryCodes = new Set<FailureCode>(['request_in_progress', 'too_many_requests', 'busy']);

const problemExample = (code: FailureCode) => ({
  summary: failures[code].title,
  value: {
    type: problemType(code),
    title: failures[code].title,
    status: failures[code].status,
    code,
    requestId: 'req_01jxk3v9c0x5q3m8v7t2n4b6d1',
  },
});

/** Whether browsers get a page for one of these codes: forms refuse so what is wrong with a link, or with what was entered. */
export const refusesByPage = (route: Route, codes: readonly FailureCode[]): boolean =>
  route.group === 'public' &&
  Object.values(route.replies).some((row) => row.forBrowsers || row.contentType === 'text/html') &&
  codes.some((code) => code === 'invalid_request' || route.failures.includes(code));

/** The name of a shared response: the codes that it may carry. */
export const responseName = (codes: readonly FailureCode[], byPage: boolean): string =>
  codes.map(pascalCase).join('Or') + (byPage ? 'Page' : '');

/** One response for a set of codes of one status; every code is an example by its name. */
export const problemResponse = (
  status: number,
  codes: readonly FailureCode[],
  byPage: boolean,
): Response => ({
  description: codes.map((code) => `\`${code}\`: ${failures[code].title}.`).join(' '),
  headers: {
    'X-Request-Id': header('X-Request-Id'),
    ...(codes.some((code) => retryCodes.has(code)) ? { 'Retry-After': header('Retry-After') } : {}),
    ...(codes.includes('too_many_requests')
      ? { RateLimit: header('RateLimit'), 'RateLimit-Policy': header('RateLimit-Policy') }
      : {}),
  },
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { type: 'object', properties: { code: { type: 'string', enum: [...codes] } } },
        ],
      },
      examples: Object.fromEntries(codes.map((code) => [code, problemExample(code)])),
    },
    ...(byPage ? { 'text/html': { schema: { type: 'string' as const } } } : {}),
    ...(gatewayStatuses.has(status) ? { 'application/json': gatewayContent } : {}),
  },
});

/** The gateway's own throttle, for routes that count no limit themselves. */
export const gatewayThrottle: Response = {
  description: 'The gateway throttles: come back later. Its body is fixed.',
  content: { 'application/json': gatewayContent },
};

/** A success as its row declares it. */
export const replyResponse = (route: Route, row: ReplyRow): Response => ({
  description: row.description,
  headers: {
    'X-Request-Id': header('X-Request-Id'),
    ...Object.fromEntries((row.headers ?? []).map((name) => [name, header(name)])),
    ...(route.method === 'POST' ? { 'Idempotent-Replayed': header('Idempotent-Replayed') } : {}),
    ...(route.failures.includes('too_many_requests')
      ? { RateLimit: header('RateLimit'), 'RateLimit-Policy': header('RateLimit-Policy') }
      : {}),
  },
  ...(row.schema === undefined && row.contentType === undefined
    ? {}
    : {
        content: {
          [row.contentType ?? 'application/json']: {
            schema: row.schema ?? { type: 'string' as const },
          },
        },
      }),
});

export const notModified: Response = {
  description: 'The resource still has the entity tag of If-None-Match.',
  headers: { ETag: header('ETag'), 'X-Request-Id': header('X-Request-Id') },
};
