import type { Route } from '../../lib/contract/route.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { AnyReply } from './handler.ts';
import { entityTag } from './parse/entity-tags.ts';

const nextLink = (exchange: Exchange, body: unknown): Record<string, string> => {
  const cursor =
    typeof body === 'object' && body !== null && 'nextCursor' in body ? body.nextCursor : null;
  if (typeof cursor !== 'string') return {};
  const query = new URLSearchParams(exchange.rawQueryString);
  query.set('cursor', cursor);
  return { link: `<${exchange.requestContext.http.path}?${query}>; rel="next"` };
};

const bodyAndType = (route: Route, reply: AnyReply): Pick<Answer, 'body' | 'headers'> => {
  if (reply.body === undefined) return {};
  if (route.replies[reply.status]?.contentType === 'text/html')
    return { body: String(reply.body), headers: { 'content-type': 'text/html; charset=utf-8' } };
  return { body: JSON.stringify(reply.body), headers: { 'content-type': 'application/json' } };
};

const lowerCaseNames = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** The wire form of a handler's reply. */
export const toAnswer = (exchange: Exchange, route: Route, reply: AnyReply): Answer => {
  const { headers, ...rest } = bodyAndType(route, reply);
  return {
    statusCode: reply.status,
    ...rest,
    headers: {
      ...headers,
      ...(reply.version === undefined ? {} : { etag: entityTag(reply.version) }),
      ...nextLink(exchange, reply.body),
      ...lowerCaseNames(reply.headers),
    },
  };
};
