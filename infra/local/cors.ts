import type { Cors } from './routes.ts';

type Headers = Record<string, string>;

/** Headers that the gateway's own CORS puts on every answer to an allowed origin. */
export function corsHeaders(cors: Cors, origin: string | undefined): Headers {
  const allowed = allowedOrigin(cors, origin);
  if (allowed === undefined) return {};
  return {
    'access-control-allow-origin': allowed,
    ...(allowed !== '*' && { vary: 'origin' }),
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(cors.ExposeHeaders.length > 0 && {
      'access-control-expose-headers': cors.ExposeHeaders.join(','),
    }),
  };
}

/** The gateway's answer to a preflight; a foreign origin gets it without a single CORS header. */
export function preflightHeaders(cors: Cors, origin: string | undefined): Headers {
  const allow = corsHeaders(cors, origin);
  if (Object.keys(allow).length === 0) return {};
  return {
    ...allow,
    ...(cors.AllowMethods.length > 0 && {
      'access-control-allow-methods': cors.AllowMethods.join(','),
    }),
    ...(cors.AllowHeaders.length > 0 && {
      'access-control-allow-headers': cors.AllowHeaders.join(','),
    }),
    ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
  };
}

/** With gateway CORS, what the function says about CORS is dropped. */
export function withoutCors(headers: [string, string][]): [string, string][] {
  return headers.filter(([name]) => !name.toLowerCase().startsWith('access-control-'));
}

function allowedOrigin(cors: Cors, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (cors.AllowOrigins.includes('*')) return '*';
  const fits = cors.AllowOrigins.some(
    (allowed) =>
      allowed === origin || (allowed.endsWith('*') && origin.startsWith(allowed.slice(0, -1))),
  );
  return fits ? origin : undefined;
}
