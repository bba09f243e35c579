import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { idempotencyStore } from '../../lib/adapters/dynamodb/idempotency-store.ts';
import { clock, database } from '../../lib/app/base.ts';
import { type HttpGroup, methodsOf, type Route } from '../../lib/contract/route.ts';
import type { IdempotencyStore } from '../../lib/shared/idempotency.ts';
import type { Clock } from '../../lib/shared/time.ts';
import { begin } from './begin.ts';
import type { Answer, Exchange, Middleware } from './exchange.ts';
import type { AnyHandler } from './handler.ts';
import { accessLog } from './middleware/access-log.ts';
import { authorize } from './middleware/authorize.ts';
import { body } from './middleware/body.ts';
import { checkReply } from './middleware/check-reply.ts';
import { type CorsOrigins, cors, preflight } from './middleware/cors.ts';
import { explain } from './middleware/explain.ts';
import { idempotency } from './middleware/idempotency.ts';
import { input } from './middleware/input.ts';
import { preconditions } from './middleware/preconditions.ts';
import { problems } from './middleware/problems.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { Refusal } from './refusal.ts';
import { run } from './run.ts';
import { unmatched } from './unmatched.ts';

/** What tests, and the public group, set differently. */
export interface ServeOptions {
  /** Who may read the answers of public routes from a page; needed by groups that have public routes. */
  readonly corsOrigins?: CorsOrigins;
  readonly clock?: Clock;
  readonly idempotency?: () => IdempotencyStore;
  readonly logger?: Logger;
  /** Refuse answers that the contract does not declare. For tests: it costs a parse of every body. */
  readonly checkReplies?: boolean;
  /**
   * Rows that tell a path nobody serves (404) from a method nobody serves (405): all of the contract where the
   * gateway sends what no route takes, and those of the handlers elsewhere.
   */
  readonly allRoutes?: readonly Route[];
}

export type HttpHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<Answer>;

/** Time kept to say 503 before the function is cut off without an answer. */
const timeoutEarlyInMillis = 400;

const nobody: CorsOrigins = async () => [];

/**
 * The Lambda handler of a route group: one pipeline for everything, the router, and one pipeline for
 * each route, whose middleware are built from its contract row.
 */
export const serve = (
  group: HttpGroup,
  handlers: Readonly<Record<string, AnyHandler>>,
  options: ServeOptions = {},
): HttpHandler => {
  const logger = options.logger ?? new Logger({ serviceName: `http-${group}` });
  const now = options.clock ?? clock;
  const pipeline = middy<Exchange, Answer>(
    routerOf(Object.values(handlers), { ...options, clock: now }),
    {
      timeoutEarlyInMillis,
      timeoutEarlyResponse: () => {
        throw new Refusal({ code: 'busy', retryAfterSeconds: 1 });
      },
    },
  ).use([accessLog(logger, now), securityHeaders, problems(logger)]);
  return async (event, context) => {
    const answer = await pipeline(begin(event, now), context);
    if (event.requestContext.http.method !== 'HEAD') return answer;
    const { body: _, ...head } = answer;
    return head;
  };
};

/** What the router is fed with: a pipeline for each route, and preflights for public paths. */
export const routesOf = (
  handlers: readonly AnyHandler[],
  options: ServeOptions & { readonly clock: Clock },
) => {
  const origins = options.corsOrigins ?? nobody;
  const open = handlers.map(({ route }) => route).filter(({ scopes }) => scopes === 'public');
  const methodsAt = (path: string) =>
    open.filter((route) => route.path === path).flatMap(methodsOf);
  return [
    ...handlers.flatMap((handler) => {
      const pipeline = routePipeline(handler, options);
      const { path } = handler.route;
      return methodsOf(handler.route).map((method) => ({ method, path, handler: pipeline }));
    }),
    ...[...new Set(open.map(({ path }) => path))].map((path) => ({
      method: 'OPTIONS' as const,
      path,
      handler: middy<Exchange, Answer>(preflight(methodsAt(path))).use([cors(origins)]),
    })),
  ];
};

const routerOf = (
  handlers: readonly AnyHandler[],
  options: ServeOptions & { readonly clock: Clock },
) => {
  const answerUnmatched = unmatched(options.allRoutes ?? handlers.map(({ route }) => route));
  const router = httpRouter<Exchange, Answer>({
    routes: routesOf(handlers, options),
    notFoundResponse: () => undefined,
  });
  return async (event: Exchange, context: Context): Promise<Answer> => {
    // The router would take a slash at the end as well; the gateway does not, and one path has one name.
    const { path } = event.requestContext.http;
    if (path.length > 1 && path.endsWith('/')) return answerUnmatched(event);
    return (await router(event, context)) ?? answerUnmatched(event);
  };
};

const choose = (route: Route): Middleware => ({
  before: ({ event }) => {
    event.state.route = route;
  },
});

const routePipeline = (
  handler: AnyHandler,
  options: ServeOptions & { readonly clock: Clock },
): middy.MiddyfiedHandler<Exchange, Answer> => {
  const { route } = handler;
  if (route.replay === 'resource' && !handler.replay)
    throw new Error(`${route.id} replays its resource, and its handler cannot read it again`);
  const store = options.idempotency ?? (() => idempotencyStore(database));
  return middy<Exchange, Answer>(run(handler)).use([
    choose(route),
    explain(handler),
    rateLimit,
    ...(options.checkReplies ? [checkReply] : []),
    ...(route.scopes === 'public' ? [cors(options.corsOrigins ?? nobody)] : []),
    authorize,
    preconditions,
    body,
    input,
    ...(route.method === 'POST' ? [idempotency(handler, store, options.clock)] : []),
  ]);
};
