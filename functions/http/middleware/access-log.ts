import type { Logger } from '@aws-lambda-powertools/logger';
import type { Clock } from '../../../lib/shared/time.ts';
import type { Middleware, Request } from '../exchange.ts';

/** One line a request: ids, codes and times only, no path (it may hold an external id), no query, no body. */
export const accessLog = (logger: Logger, clock: Clock): Middleware => {
  const write = ({ event, response }: Request) => {
    const { state } = event;
    logger.info('answered', {
      requestId: state.requestId,
      routeId: state.route?.id,
      method: event.requestContext.http.method,
      status: response?.statusCode,
      code: state.code,
      durationMs: clock() - state.startedAtMs,
    });
  };
  return { after: write, onError: write };
};
