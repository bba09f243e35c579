import type { Middleware, Request } from '../exchange.ts';

const fixed = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** For answers that are not pages: nothing in them may run or be framed. */
const inert = "default-src 'none'; frame-ancestors 'none'";

const write = ({ event, response }: Request): void => {
  if (!response) return;
  const { state } = event;
  const isOpen = state.route?.scopes === 'open';
  response.headers = {
    ...fixed,
    'content-security-policy': inert,
    ...(isOpen ? {} : { 'cache-control': 'no-store' }),
    ...state.headers,
    ...response.headers,
    'x-request-id': state.requestId,
  };
};

/** The headers of every answer, refusals included. What open routes answer holds no personal data and may be kept. */
export const securityHeaders: Middleware = { after: write, onError: write };
