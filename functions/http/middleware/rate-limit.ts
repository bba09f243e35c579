import type { RateLimit } from '../../../lib/shared/rate-limit.ts';
import type { Exchange, Middleware } from '../exchange.ts';
import { Refusal } from '../refusal.ts';

const policyOf = ({ name, quota, windowSeconds }: RateLimit): string =>
  `"${name}";q=${quota};w=${windowSeconds}`;

const stateOf = ({ name, remaining, resetSeconds }: RateLimit): string =>
  `"${name}";r=${remaining};t=${resetSeconds}`;

const write = ({ state }: Exchange, limits: readonly RateLimit[] = []): void => {
  if (limits.length === 0) return;
  state.headers['ratelimit-policy'] = limits.map(policyOf).join(', ');
  state.headers['ratelimit'] = limits.map(stateOf).join(', ');
};

/**
 * `RateLimit-Policy` and `RateLimit` where a limit was counted for the request: lists of structured
 * fields (RFC 9651) as draft-ietf-httpapi-ratelimit-headers-10 has them, quotas in requests and times
 * in seconds. They stand beside the answer, not in it: a replay of a stored answer counts nothing.
 */
export const rateLimit: Middleware = {
  after: ({ event }) => write(event, event.state.reply?.limits),
  onError: ({ event, error }) => {
    if (error instanceof Refusal) write(event, error.failure.limits);
  },
};
