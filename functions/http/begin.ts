import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { randomIds } from '../../lib/shared/ids.ts';
import type { Clock } from '../../lib/shared/time.ts';
import type { Exchange } from './exchange.ts';

const sanePattern = /^[A-Za-z0-9._:-]{1,128}$/;

/**
 * The path that the router sees. The gateway hands over a *decoded* path, in which a `/` inside a
 * parameter looks like a separator, but it has matched the route already: so the path is built again
 * from the matched template and its parameters.
 */
const routedPath = (event: APIGatewayProxyEventV2): string => {
  const [, template] = event.routeKey.split(' ');
  if (template === undefined) return event.rawPath;
  const known = event.pathParameters ?? {};
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((known[name] ?? '').toWellFormed()),
  );
};

/** The start of an exchange: the request's name, time and source of ids. */
export const begin = (event: APIGatewayProxyEventV2, clock: Clock): Exchange => {
  const startedAtMs = clock();
  const ids = randomIds(clock, Math.random);
  const asked = event.headers['x-request-id'] ?? '';
  const { http } = event.requestContext;
  return {
    ...event,
    requestContext: { ...event.requestContext, http: { ...http, path: routedPath(event) } },
    state: {
      requestId: sanePattern.test(asked) ? asked : ids('request'),
      startedAtMs,
      scopes: new Set(),
      params: {},
      query: {},
      ids,
      headers: {},
    },
  };
};
