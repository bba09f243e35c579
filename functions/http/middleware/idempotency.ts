import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { httpFunctions } from '../../../lib/contract/http-functions.ts';
import type { Route } from '../../../lib/contract/route.ts';
import { canonicalJson, contentHash } from '../../../lib/shared/canonical.ts';
import { failures } from '../../../lib/shared/failure.ts';
import type {
  IdempotencyRecord,
  IdempotencyStore,
  StoredOutcome,
} from '../../../lib/shared/idempotency.ts';
import { derivedIds } from '../../../lib/shared/ids.ts';
import type { Clock } from '../../../lib/shared/time.ts';
import { toAnswer } from '../answer.ts';
import type { Answer, Exchange, Middleware, State } from '../exchange.ts';
import { header } from '../exchange.ts';
import type { AnyHandler } from '../handler.ts';
import { Refusal, refuse } from '../refusal.ts';
import { inputOf, succeed } from '../run.ts';

/** How often, and how long each time, a repeat from a page waits for the first: three seconds in all. */
const waitsMax = 20;
const waitMs = 150;
const keptMs = 24 * 60 * 60 * 1_000;
const keyPattern = /^[\x21-\x7e]{1,255}$/;
/** An item ends at 400 kB; above this a repeat executes again, which its derived ids make harmless. */
const storedBytesMax = 300_000;

const tokenOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'token' in body ? body.token : null;

/** Keys of one caller never meet those of another. Strangers are told apart by survey and token. */
const scopeOf = (state: State, route: Route): string =>
  route.scopes === 'public'
    ? canonicalJson({ params: state.params, token: tokenOf(state.body) })
    : (state.caller ?? '');

/** Told by the page: whoever sends other content from it means something else. */
const pageKeyOf = ({ state }: Exchange, route: Route): string | undefined => {
  const page = route.sentFrom?.(state.body);
  return page === undefined ? undefined : contentHash([page, state.query, state.body]);
};

const keyOf = (exchange: Exchange, route: Route): string | undefined => {
  const key = header(exchange, 'idempotency-key');
  if (key === undefined || route.method !== 'POST') return undefined;
  if (!keyPattern.test(key))
    refuse('invalid_idempotency_key', { detail: '1 to 255 visible ASCII characters' });
  return key;
};

/**
 * What a repeat must equal. The key, which is stored nowhere, is part of it: whoever reads the table
 * cannot find out a body (the answers behind an anonymous link, say) by trying.
 */
const fingerprintOf = ({ state, rawPath }: Exchange, route: Route, key: string): string =>
  contentHash({
    key,
    method: route.method,
    path: rawPath,
    query: state.query,
    body: state.body ?? null,
  });

const replayed = async (
  handler: AnyHandler,
  exchange: Exchange,
  outcome: StoredOutcome,
): Promise<Answer> => {
  const { status, headers, body, resourceId } = outcome;
  const marked = { 'idempotent-replayed': 'true' };
  if (resourceId === undefined || !handler.replay)
    return {
      statusCode: status,
      headers: { ...headers, ...marked },
      ...(body === undefined ? {} : { body }),
    };
  const reply = succeed(await handler.replay(resourceId, inputOf(exchange)));
  const answer = toAnswer(exchange, handler.route, { ...reply, status });
  return { ...answer, headers: { ...headers, ...answer.headers, ...marked } };
};

const outcomeOf = (
  handler: AnyHandler,
  { reply }: State,
  answer: Answer,
): StoredOutcome | undefined => {
  const headers = Object.fromEntries(
    Object.entries(answer.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const status = answer.statusCode ?? 200;
  if (handler.route.replay === 'again') return undefined;
  if (handler.route.replay === 'resource') {
    const { location } = headers;
    if (reply?.resourceId === undefined) return undefined;
    return { status, headers: location ? { location } : {}, resourceId: reply.resourceId };
  }
  const body = answer.body ?? '';
  return Buffer.byteLength(body) > storedBytesMax
    ? undefined
    : { status, headers, ...(body && { body }) };
};

/**
 * Executes a POST once per Idempotency-Key. The record is put before the handler runs; an attempt
 * that was cut off is executed again with the ids of the first one, so that the effect's own
 * put-if-absent finds what was written. Refusals are forgotten; failures of ours keep the record
 * without a lease, because their effect may have happened.
 */
export const idempotency = (
  handler: AnyHandler,
  store: () => IdempotencyStore,
  clock: Clock,
): Middleware => {
  const { route } = handler;
  const leaseMs = httpFunctions[route.group].timeoutSeconds * 1_000;

  const meet = async (id: string, mine: IdempotencyRecord, standing: IdempotencyRecord) => {
    if (standing.fingerprint !== mine.fingerprint) refuse('idempotency_key_reused');
    if (standing.outcome) return standing.outcome;
    const isFree = standing.leaseUntilMs <= clock();
    if (!isFree || !(await store().takeOver(id, standing.attempt, mine)))
      refuse('request_in_progress', { retryAfterSeconds: 1 });
    return undefined;
  };

  /** A browser shows the answer to the last click: it waits for that of the first. */
  const claim = async (id: string, mine: IdempotencyRecord, waits: number) => {
    const standing = await store().claim(id, mine, clock());
    if (!standing || standing.outcome || waits === 0 || standing.leaseUntilMs <= clock())
      return standing;
    await setTimeout(waitMs);
    return claim(id, mine, waits - 1);
  };

  return {
    before: async ({ event }) => {
      const given = keyOf(event, route);
      const key = given ?? pageKeyOf(event, route);
      if (key === undefined) return undefined;
      const seed = canonicalJson([scopeOf(event.state, route), route.id, key]);
      const id = createHash('sha256').update(seed).digest('base64url');
      const nowMs = clock();
      const mine: IdempotencyRecord = {
        fingerprint: fingerprintOf(event, route, key),
        startedAtMs: nowMs,
        attempt: randomUUID(),
        leaseUntilMs: nowMs + leaseMs,
        expiresAtMs: nowMs + keptMs,
      };
      const standing = await claim(id, mine, given === undefined ? waitsMax : 0);
      const outcome = standing && (await meet(id, mine, standing));
      if (outcome) return replayed(handler, event, outcome);
      event.state.claim = { id, attempt: mine.attempt };
      event.state.ids = derivedIds(seed, standing?.startedAtMs ?? nowMs);
      return undefined;
    },
    after: async ({ event, response }) => {
      const { claim } = event.state;
      if (!claim || !response) return;
      const outcome = outcomeOf(handler, event.state, response);
      if (outcome) await store().complete(claim.id, claim.attempt, outcome);
      else await store().release(claim.id, claim.attempt);
    },
    onError: async ({ event, error }) => {
      const { claim } = event.state;
      if (!claim) return;
      const isRefusal = error instanceof Refusal && failures[error.failure.code].status < 500;
      await (isRefusal ? store().forget : store().release)(claim.id, claim.attempt);
    },
  };
};
