import type * as z from 'zod';
import type { FailureCode } from '../shared/failure.ts';
import type { Access, Use } from './access.ts';
import type { Scope } from './scopes.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Text for readers of the documentation, in both of its languages. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** One Lambda function serves one group. */
export type HttpGroup =
  | 'customers'
  | 'events'
  | 'surveys'
  | 'waves'
  | 'feedback'
  | 'cases'
  | 'scores'
  | 'insights'
  | 'public'
  | 'meta';

export type MediaType =
  | 'application/json'
  | 'application/merge-patch+json'
  | 'application/x-www-form-urlencoded'
  /** Taken where the fields do not matter: they are not read. */
  | 'multipart/form-data';

/** What one status answers with. Without `schema` the body is empty; `contentType` is JSON unless said. */
export interface ReplyRow {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly headers?: readonly ('Location' | 'ETag' | 'Link')[];
  readonly contentType?: 'application/json' | 'text/html';
  /** Only where a browser asks for a page: the typed client, which asks for JSON, never meets it. */
  readonly forBrowsers?: true;
}

/** Methods that a route answers: what needs no token is also asked for with HEAD, by monitors and link previews. */
export const methodsOf = ({ method, scopes }: Pick<Route, 'method' | 'scopes'>) =>
  method === 'GET' && typeof scopes === 'string' ? (['GET', 'HEAD'] as const) : ([method] as const);

/**
 * One route of the HTTP API: the only place where its outside shape is written. CDK, the router,
 * validation, OpenAPI, the typed client and the grants of its function are derived from it.
 */
export interface Route<
  Id extends string = string,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType | undefined = z.ZodType | undefined,
  R extends Readonly<Record<number, ReplyRow>> = Readonly<Record<number, ReplyRow>>,
> {
  readonly id: Id;
  readonly method: Method;
  readonly path: `/${string}`;
  readonly group: HttpGroup;
  /** All of them are needed; `public` routes stand on the public API without an authorizer, `open` on the staff API without one. */
  readonly scopes: readonly Scope[] | 'public' | 'open';
  readonly summary: Words;
  readonly description?: Words;
  readonly params: P;
  /** Parameters not in it are refused by name. Values arrive as strings: use `z.coerce` or string schemas. */
  readonly query: Q;
  readonly body?: B;
  readonly bodyTypes?: readonly MediaType[];
  /** How the fields of a form become the body that the schema describes; without it they are the body. */
  readonly fromForm?: (fields: Readonly<Record<string, unknown>>) => unknown;
  /** Takes If-Match (writes) or If-None-Match (reads) against the entity tag. */
  readonly concurrency?: 'etag';
  /**
   * How a repeated Idempotency-Key is answered (every POST takes one): `body` replays the stored
   * answer; `resource` stores only the resource id and reads it again (personal data, secrets);
   * `again` stores nothing and executes again with the ids of the first attempt (pages).
   */
  readonly replay?: 'body' | 'resource' | 'again';
  /**
   * What names the page that a form was sent from, of routes whose clients send no key: the same
   * content from it again is a double click or a retry, and is answered as the first.
   */
  readonly sentFrom?: (body: unknown) => string | undefined;
  readonly replies: R;
  /** Failures that only this route can answer with; those of every route are added in lib/contract/problems.ts. */
  readonly failures: readonly FailureCode[];
  readonly access: readonly Access[];
  readonly uses?: readonly Use[];
}

/** Declares a route and keeps its types. */
export const route = <
  const Id extends string,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  const R extends Readonly<Record<number, ReplyRow>>,
  B extends z.ZodType | undefined = undefined,
>(
  row: Route<Id, P, Q, B, R>,
): Route<Id, P, Q, B, R> => row;
