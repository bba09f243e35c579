import type { Exchange, Middleware } from '../exchange.ts';
import { header } from '../exchange.ts';
import {
  acceptedVersions,
  type EntityTag,
  entityTag,
  matchesWeakly,
  parseEntityTags,
} from '../parse/entity-tags.ts';
import { refuse } from '../refusal.ts';

const tagsOf = (exchange: Exchange, name: string): '*' | readonly EntityTag[] | undefined => {
  const value = header(exchange, name);
  if (value === undefined) return undefined;
  return (
    parseEntityTags(value) ??
    refuse('malformed_request', { detail: `${name} is neither * nor a list of entity tags` })
  );
};

/** A write that asks for a version which nothing can have fails before it runs (RFC 9110, 13.1.1). */
const readIfMatch = (exchange: Exchange): void => {
  const { state } = exchange;
  const wanted = tagsOf(exchange, 'if-match');
  if (wanted === undefined) return;
  // Ignoring it would let a write through that its caller wanted held back.
  if (state.route?.concurrency !== 'etag')
    refuse('malformed_request', { detail: 'If-Match is not taken here: there is no entity tag' });
  state.ifMatch = acceptedVersions(wanted);
  if (state.ifMatch.length === 0) refuse('stale_version');
};

/** `If-None-Match: *` keeps a PUT from replacing what stands there; on other writes it would mean nothing. */
const readIfNoneMatch = (exchange: Exchange): void => {
  const { state } = exchange;
  const wanted = tagsOf(exchange, 'if-none-match');
  if (wanted === undefined) return;
  if (wanted !== '*' || state.route?.method !== 'PUT')
    refuse('malformed_request', { detail: 'If-None-Match is taken on GET, and as * on PUT' });
  state.mustBeNew = true;
};

const readConditions = (exchange: Exchange): void => {
  if (exchange.state.route?.method === 'GET') {
    tagsOf(exchange, 'if-none-match');
    return;
  }
  readIfMatch(exchange);
  readIfNoneMatch(exchange);
};

/** If-Match for writes, If-None-Match for reads; the entity tag of the answer is set by the handler's version. */
export const preconditions: Middleware = {
  before: ({ event }) => readConditions(event),
  after: ({ event, response }) => {
    const { route } = event.state;
    if (route?.method !== 'GET' || response?.statusCode !== 200) return;
    // A tag that says less than the answer (a wave's progress moves by itself) is for writes alone.
    if (route.concurrency !== 'etag') return;
    const wanted = tagsOf(event, 'if-none-match');
    const current = response.headers?.['etag'];
    const version = Number(String(current ?? '').replaceAll('"', ''));
    if (wanted === undefined || current !== entityTag(version)) return;
    if (!matchesWeakly(wanted, version)) return;
    response.statusCode = 304;
    delete response.body;
    delete response.headers?.['content-type'];
  },
};
