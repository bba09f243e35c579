import { expect } from 'vitest';
import { failuresOf } from '../../../lib/contract/problems.ts';
import type { Route } from '../../../lib/contract/route.ts';
import { type FailureCode, failures } from '../../../lib/shared/failure.ts';
import type { RouteCall, TestApi } from './api.ts';

/** Failures that no request can provoke by itself: the authorizer's, and ours. */
const notByRequest = new Set<FailureCode>([
  'unauthenticated',
  'internal_error',
  'busy',
  // Proven once for all routes in test/functions/http/idempotency.test.ts.
  'request_in_progress',
  'idempotency_key_reused',
]);

/** Which declared answers a test file has met, by route. */
export interface Reached {
  readonly add: (route: Route, status: number, code: string | undefined) => void;
  readonly of: (route: Route) => ReadonlySet<string>;
}

export const newReached = (): Reached => {
  const met = new Map<string, Set<string>>();
  const of = (route: Route): Set<string> => {
    const known = met.get(route.id) ?? new Set();
    met.set(route.id, known);
    return known;
  };
  return {
    add: (route, status, code) =>
      of(route).add(code === undefined ? `${status}` : `${status} ${code}`),
    of,
  };
};

/** Everything that a route declares and a request can provoke, as `201` or `409 identity_taken`. */
export const declaredAnswers = (route: Route): readonly string[] =>
  [
    ...Object.keys(route.replies),
    ...(route.method === 'GET' && route.concurrency === 'etag' ? ['304'] : []),
    ...failuresOf(route)
      .filter((code) => !notByRequest.has(code))
      .map((code) => `${failures[code].status} ${code}`),
  ].sort();

/** Asserts that the test file met every declared answer of the route. */
export const expectDeclaredReached = (reached: Reached, route: Route): void => {
  const missing = declaredAnswers(route).filter((answer) => !reached.of(route).has(answer));
  expect(missing, `declared by ${route.id}, never met`).toEqual([]);
};

const mebibyte = 'x'.repeat(1_048_576);

/** Requests that are wrong in the same way on every route. `valid` gives params that the route's schema takes. */
const wrongCalls = (route: Route, valid: RouteCall): Partial<Record<FailureCode, RouteCall>> => {
  const json = { 'content-type': 'application/json' };
  return {
    malformed_request: { ...valid, rawQuery: 'x=%ff' },
    invalid_request: { ...valid, query: { ...valid.query, noSuchParameter: '1' } },
    ...(typeof route.scopes === 'string' ? {} : { insufficient_scope: { ...valid, scopes: [] } }),
    invalid_cursor: { ...valid, query: { ...valid.query, cursor: 'tampered' } },
    invalid_idempotency_key: { ...valid, headers: { ...valid.headers, 'idempotency-key': 'a b' } },
    body_too_large: { ...valid, body: mebibyte, headers: json },
    unsupported_media_type: { ...valid, body: 'x', headers: { 'content-type': 'text/plain' } },
    // Elsewhere it has a reason of the route's own.
    ...(route.concurrency === 'etag'
      ? { stale_version: { ...valid, headers: { ...valid.headers, 'if-match': 'W/"1"' } } }
      : {}),
  };
};

/** Meets the refusals that every route owes to its shape, and asserts each. */
export const expectSharedRefusals = async (
  api: TestApi,
  route: Route,
  valid: RouteCall,
): Promise<void> => {
  const declared = failuresOf(route);
  for (const [code, call] of Object.entries(wrongCalls(route, valid))) {
    if (!declared.some((known) => known === code)) continue;
    const answer = await api.call(route.id, call);
    expect({ route: route.id, code: answer.problem.code }).toEqual({ route: route.id, code });
  }
};
