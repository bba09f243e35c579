import type { Middleware } from '../exchange.ts';
import { refuse } from '../refusal.ts';

interface Claims {
  readonly [name: string]: unknown;
}

const isRecord = (value: unknown): value is Claims => typeof value === 'object' && value !== null;

/** The claims that the gateway's JWT authorizer verified. */
const claimsOf = (requestContext: object): Claims | undefined => {
  const authorizer = 'authorizer' in requestContext ? requestContext.authorizer : undefined;
  const jwt = isRecord(authorizer) ? authorizer['jwt'] : undefined;
  const claims = isRecord(jwt) ? jwt['claims'] : undefined;
  return isRecord(claims) ? claims : undefined;
};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/**
 * Who calls, and whether the token's scopes allow the route. The gateway has authenticated already;
 * a staff route that is reached without claims was deployed wrongly and answers 401.
 */
export const authorize: Middleware = {
  before: ({ event }) => {
    const { state } = event;
    const needed = state.route?.scopes ?? 'open';
    if (typeof needed === 'string') {
      state.caller = needed;
      return;
    }
    const claims = claimsOf(event.requestContext);
    const caller = text(claims?.['sub']) ?? text(claims?.['client_id']);
    if (caller === undefined) refuse('unauthenticated');
    state.caller = caller;
    state.scopes = new Set((text(claims?.['scope']) ?? '').split(' ').filter(Boolean));
    const missing = needed.filter((scope) => !state.scopes.has(scope));
    if (missing.length > 0) {
      state.headers['www-authenticate'] =
        `Bearer error="insufficient_scope", scope="${needed.join(' ')}"`;
      refuse('insufficient_scope', { data: { missingScopes: missing } });
    }
  },
};
