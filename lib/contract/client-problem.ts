import { type FailureCode, failures } from '../shared/failure.ts';
import { Problem, toProblem } from './problems.ts';

export type { Problem } from './problems.ts';

/** What the gateway says by itself, in its fixed body `{"message"}`, before any function runs. */
const gatewayCodes: Readonly<Record<number, FailureCode>> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'insufficient_scope',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'busy',
  504: 'busy',
};

const messageOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string'
    ? body.message
    : undefined;

/** The problem of an answer, whoever gave it: our own, or the gateway's fixed body turned into the same. */
export const problemOf = (
  status: number,
  body: unknown,
  headers: Headers,
  url: string,
): Problem => {
  const ours = Problem.safeParse(body);
  if (ours.success) return ours.data;
  const code = gatewayCodes[status] ?? 'internal_error';
  const message = messageOf(body);
  const requestId = headers.get('x-request-id') ?? headers.get('apigw-requestid') ?? 'unknown';
  const failure = { code, ...(message === undefined ? {} : { detail: message }) };
  const problem = toProblem(failure, { instance: new URL(url).pathname, requestId });
  // A status without a code of its own keeps its number.
  return failures[code].status === status ? problem : { ...problem, status };
};
