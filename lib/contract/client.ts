import type * as z from 'zod';
import { bodyTypesOf } from './bodies.ts';
import { type Problem, problemOf } from './client-problem.ts';
import type { ReplyRow, Route } from './route.ts';
import { type RouteId, routeRows, type routes } from './routes.ts';

type Routes = typeof routes;

/** Asks for a part of the request only where the route has it, and lets it be left out where all of it is optional. */
type Part<Name extends string, T> = [keyof T] extends [never]
  ? { readonly [N in Name]?: undefined }
  : Record<never, never> extends T
    ? { readonly [N in Name]?: T }
    : { readonly [N in Name]: T };

type BodyPart<B> = [NonNullable<B>] extends [never]
  ? { readonly body?: undefined }
  : NonNullable<B> extends infer S extends z.ZodType
    ? undefined extends z.input<S>
      ? { readonly body?: z.input<S> }
      : { readonly body: z.input<S> }
    : never;

/** What a route is called with, from its schemas. */
export type ClientRequest<R extends Route> = Part<'params', z.input<R['params']>> &
  Part<'query', z.input<R['query']>> &
  BodyPart<R['body']> & { readonly headers?: Readonly<Record<string, string>> };

type BodyOf<Row> = Row extends { readonly schema: infer S extends z.ZodType }
  ? z.output<S>
  : Row extends { readonly contentType: 'text/html' }
    ? string
    : undefined;

/** Statuses of the successes that a client meets. */
type StatusOf<R extends Route> = {
  [Status in keyof R['replies'] & number]: R['replies'][Status] extends {
    readonly forBrowsers: true;
  }
    ? never
    : Status;
}[keyof R['replies'] & number];

/** One of the route's declared successes, told apart by `status`. */
export type ClientAnswer<R extends Route> = {
  [Status in StatusOf<R>]: {
    readonly status: Status;
    readonly body: R['replies'][Status] extends ReplyRow ? BodyOf<R['replies'][Status]> : never;
    readonly headers: Headers;
  };
}[StatusOf<R>];

type Call<R extends Route> =
  Record<never, never> extends ClientRequest<R>
    ? (request?: ClientRequest<R>) => Promise<ClientAnswer<R>>
    : (request: ClientRequest<R>) => Promise<ClientAnswer<R>>;

/** A function for every route of the contract, by its id. */
export type Client = { readonly [Id in RouteId]: Call<Routes[Id]> };

export interface ClientOptions {
  /** Origin of the API, without a slash at the end. */
  readonly baseUrl: string;
  /** Bearer token, or where to get one for each request. Public routes need none. */
  readonly token?: string | (() => string | Promise<string>);
  readonly fetch?: typeof fetch;
}

/** A refusal, or a failure of ours: match on `problem.code`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  readonly headers: Headers;

  constructor(problem: Problem, headers: Headers) {
    super(`${problem.status} ${problem.code}: ${problem.detail ?? problem.title}`);
    this.problem = problem;
    this.headers = headers;
  }
}

interface LooseRequest {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const urlOf = (route: Route, baseUrl: string, { params, query }: LooseRequest): string => {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params?.[name])),
  );
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) pairs.append(name, String(value));
  return `${baseUrl}${path}${pairs.size > 0 ? `?${pairs}` : ''}`;
};

const initOf = async (
  route: Route,
  { token }: ClientOptions,
  { body, headers }: LooseRequest,
): Promise<RequestInit> => {
  const bearer = typeof token === 'function' ? await token() : token;
  return {
    method: route.method,
    redirect: 'manual',
    headers: {
      ...(bearer === undefined || typeof route.scopes === 'string'
        ? {}
        : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': bodyTypesOf(route)[0] ?? '' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
};

const bodyOf = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (text === '') return undefined;
  return (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text;
};

/** The typed client of both APIs. A success is returned; everything else is thrown as a `ProblemError`. */
export const createClient = (options: ClientOptions): Client => {
  const send = options.fetch ?? fetch;
  const callOf =
    (route: Route) =>
    async (request: LooseRequest = {}): Promise<unknown> => {
      const url = urlOf(route, options.baseUrl, request);
      const response = await send(url, await initOf(route, options, request));
      const body = await bodyOf(response);
      const { status, headers } = response;
      if (status >= 400) throw new ProblemError(problemOf(status, body, headers, url), headers);
      return { status, body, headers };
    };
  const calls: unknown = Object.fromEntries(routeRows.map((route) => [route.id, callOf(route)]));
  // Built from the same rows as the types; the compiler cannot follow a loop over them.
  return calls as Client;
};
