import type { Logger } from '@aws-lambda-powertools/logger';
import { toProblem } from '../../../lib/contract/problems.ts';
import { type Failure, failures } from '../../../lib/shared/failure.ts';
import { type Answer, type Exchange, header, type Middleware } from '../exchange.ts';
import { Refusal } from '../refusal.ts';

const passingErrors = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'ServiceUnavailable',
  'InternalServerError',
  'TransactionCanceledException',
  'TransactionConflictException',
  'TransactionInProgressException',
  'TimeoutError',
  'NetworkingError',
]);

const passingSystemCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** True for what the SDK throws after its own attempts when the store is overloaded or out of reach. */
const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (passingErrors.has(error.name)) return true;
  if ('code' in error && passingSystemCodes.has(String(error.code))) return true;
  return isPassing(error.cause);
};

/** What a caller is told about something thrown: nothing of the inside. */
const failureOf = (error: unknown): Failure => {
  if (error instanceof Refusal) return error.failure;
  return isPassing(error) ? { code: 'busy' } : { code: 'internal_error' };
};

const retrySeconds = (failure: Failure): number | undefined =>
  failure.retryAfterSeconds ?? (failures[failure.code].status === 503 ? 1 : undefined);

const acceptsPages = (exchange: Exchange): boolean =>
  (header(exchange, 'accept') ?? '').includes('text/html');

/** When to come back, where that is known. */
const retryHeader = (failure: Failure): Record<string, string> => {
  const seconds = retrySeconds(failure);
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
};

const renderPage = (failure: Failure, page: NonNullable<Failure['page']>): Answer => ({
  statusCode: failures[failure.code].status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    ...retryHeader(failure),
    ...page.headers,
  },
  body: page.html,
});

const render = (failure: Failure, exchange: Exchange): Answer => {
  if (failure.page && acceptsPages(exchange)) return renderPage(failure, failure.page);
  const problem = toProblem(failure, {
    instance: exchange.requestContext.http.path,
    requestId: exchange.state.requestId,
  });
  return {
    statusCode: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...retryHeader(failure),
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
    body: JSON.stringify(problem),
  };
};

/** Turns everything that was thrown into a problem. Only what nobody expected is logged with its stack. */
export const problems = (logger: Logger): Middleware => ({
  onError: (request) => {
    const { state } = request.event;
    const failure = failureOf(request.error);
    state.code = failure.code;
    if (failures[failure.code].status >= 500 && !(request.error instanceof Refusal)) {
      logger.error('request failed', {
        requestId: state.requestId,
        routeId: state.route?.id,
        error: request.error ?? undefined,
      });
    }
    request.response = render(failure, request.event);
  },
});
