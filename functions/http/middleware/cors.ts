import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Answer, Exchange, Middleware } from '../exchange.ts';
import { header } from '../exchange.ts';

/**
 * The origins that may read the answers of a public path, `*` for all: the survey's allow-list,
 * found through the path parameters. Unknown surveys allow nobody.
 */
export type CorsOrigins = (event: APIGatewayProxyEventV2) => Promise<readonly string[] | '*'>;

const exposed =
  'ETag, Idempotent-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';

const allowedOrigin = async (
  exchange: Exchange,
  origins: CorsOrigins,
): Promise<string | undefined> => {
  const origin = header(exchange, 'origin');
  if (origin === undefined) return undefined;
  const allowed = await origins(exchange);
  if (allowed === '*') return '*';
  return allowed.includes(origin) ? origin : undefined;
};

/** CORS of public routes is answered here, not by the gateway, because each survey has its own allow-list. */
export const cors = (origins: CorsOrigins): Middleware => ({
  before: async ({ event }) => {
    const { headers } = event.state;
    headers['vary'] = 'Origin';
    const origin = await allowedOrigin(event, origins);
    if (origin === undefined) return;
    headers['access-control-allow-origin'] = origin;
    headers['access-control-expose-headers'] = exposed;
  },
});

/** The answer to a preflight; the origin is added by `cors`. */
export const preflight =
  (methods: readonly string[]) =>
  async (exchange: Exchange): Promise<Answer> => {
    if (exchange.state.headers['access-control-allow-origin'] === undefined)
      return { statusCode: 204, headers: { allow: methods.join(', ') } };
    return {
      statusCode: 204,
      headers: {
        allow: methods.join(', '),
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': 'Content-Type, Idempotency-Key, If-Match, X-Request-Id',
        'access-control-max-age': '600',
      },
    };
  };
