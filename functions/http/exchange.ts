import type middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Route } from '../../lib/contract/route.ts';
import type { Ids } from '../../lib/shared/ids.ts';
import type { AnyReply } from './handler.ts';

/** What the middleware learn about one request, each its own part. */
export interface State {
  readonly requestId: string;
  readonly startedAtMs: number;
  /** The row that the router chose; absent for a path that nobody serves. */
  route?: Route;
  caller?: string;
  scopes: ReadonlySet<string>;
  /** What the body says before its schema has looked at it. */
  rawBody?: unknown;
  params: Readonly<Record<string, unknown>>;
  query: Readonly<Record<string, unknown>>;
  body?: unknown;
  /** Versions that If-Match would accept, `*` for any; absent without the header. */
  ifMatch?: readonly (number | '*')[];
  /** If-None-Match: * on a PUT: it may create, and must not replace. */
  mustBeNew?: boolean;
  /** Derived from the Idempotency-Key where there is one. */
  ids: Ids;
  /** The attempt under which this request holds its Idempotency-Key. */
  claim?: { readonly id: string; readonly attempt: string };
  /** What the handler replied, before it became an answer. */
  reply?: AnyReply;
  /** Response headers that every answer of this request carries, refusals too. */
  readonly headers: Record<string, string>;
  /** The failure that the answer tells, for the log. */
  code?: string;
}

/** The gateway's event with the state of its handling. It is one object because the router hands over nothing else. */
export interface Exchange extends APIGatewayProxyEventV2 {
  readonly state: State;
}

export type Answer = APIGatewayProxyStructuredResultV2;
export type Middleware = middy.MiddlewareObj<Exchange, Answer>;
export type Request = middy.Request<Exchange, Answer>;

/** The name of a header is lower case in payload 2.0; repeated ones are joined with commas. */
export const header = (exchange: Exchange, name: string): string | undefined =>
  exchange.headers[name];
