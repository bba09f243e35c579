import type * as z from 'zod';
import type { ReplyRow, Route } from '../../lib/contract/route.ts';
import type { Failure } from '../../lib/shared/failure.ts';
import type { Ids } from '../../lib/shared/ids.ts';
import type { RateLimit } from '../../lib/shared/rate-limit.ts';
import type { Result } from '../../lib/shared/result.ts';
import type { Instant } from '../../lib/shared/time.ts';

/** What a handler may know about the call besides its parsed input. */
export interface Call {
  readonly requestId: string;
  /** The token's subject, or `public`. */
  readonly caller: string;
  readonly scopes: ReadonlySet<string>;
  readonly now: Instant;
  /** Fresh ids, or ids derived from caller, route and key when the request carries an Idempotency-Key. */
  readonly ids: Ids;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Version demanded by If-Match: a number, `*` for any, absent without the header. */
  readonly ifMatch?: number | '*';
  /** Demanded by If-None-Match: * on a PUT: it may create, and must not replace. */
  readonly mustBeNew: boolean;
  readonly sourceIp: string;
}

/** What the row's body schema gives; `undefined` for a route without one. */
type BodyInput<R extends Route> = [NonNullable<R['body']>] extends [never]
  ? undefined
  : z.output<NonNullable<R['body']>>;

export interface Input<R extends Route> {
  readonly params: z.output<R['params']>;
  readonly query: z.output<R['query']>;
  readonly body: BodyInput<R>;
  readonly call: Call;
}

type BodyOf<Row extends ReplyRow | undefined> = Row extends {
  readonly schema: infer S extends z.ZodType;
}
  ? z.input<S>
  : string | undefined;

/** One of the route's declared answers. `version` becomes the ETag; `resourceId` is what an idempotent replay reads again. */
export type Reply<R extends Route> = {
  [Status in keyof R['replies'] & number]: {
    readonly status: Status;
    readonly body: BodyOf<R['replies'][Status]>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly version?: number;
    readonly resourceId?: string;
    /** Limits that were counted for the request: they become the RateLimit headers. */
    readonly limits?: readonly RateLimit[];
  };
}[keyof R['replies'] & number];

export interface Handler<R extends Route = Route> {
  readonly route: R;
  readonly handle: (input: Input<R>) => Promise<Result<Reply<R>>>;
  /** For routes with `replay: 'resource'`: the answer of the first request, read again. */
  readonly replay?: (resourceId: string, input: Input<R>) => Promise<Result<Reply<R>>>;
  /** What was refused before the handler ran, in its own words. */
  readonly explain?: Explain;
}

/** Adds to a refusal what only a handler knows, such as a page. The query is as it came. */
export type Explain = (
  failure: Failure,
  visit: { readonly query: Readonly<Record<string, string | undefined>>; readonly call: Call },
) => Failure;

/** A reply whose route is not known to the compiler. */
export interface AnyReply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly version?: number;
  readonly resourceId?: string;
  readonly limits?: readonly RateLimit[];
}

/**
 * A handler of any route, as the pipeline calls it: with input that the row's own schemas gave. The
 * members are methods because only those let a handler of one route stand for a handler of any.
 */
export interface AnyHandler {
  readonly route: Route;
  handle(input: Input<Route>): Promise<Result<AnyReply>>;
  replay?(resourceId: string, input: Input<Route>): Promise<Result<AnyReply>>;
  readonly explain?: Explain;
}

/** Binds a handler to its contract row; every file in functions/http/<group> exports one as `handle`. */
export const handler = <R extends Route>(
  route: R,
  handle: Handler<R>['handle'],
  replay?: Handler<R>['replay'],
): Handler<R> => ({ route, handle, ...(replay ? { replay } : {}) });
