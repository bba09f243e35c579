import type { Route } from '../../lib/contract/route.ts';
import type { Result } from '../../lib/shared/result.ts';
import { toInstant } from '../../lib/shared/time.ts';
import { toAnswer } from './answer.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { AnyHandler, AnyReply, Call, Input } from './handler.ts';
import { Refusal } from './refusal.ts';

/** What is known of the call before its input is. */
export const callOf = ({ state, ...event }: Exchange, ifMatch?: number | '*'): Call => ({
  requestId: state.requestId,
  caller: state.caller ?? 'public',
  scopes: state.scopes,
  now: toInstant(state.startedAtMs),
  ids: state.ids,
  headers: event.headers,
  ...(ifMatch === undefined ? {} : { ifMatch }),
  mustBeNew: state.mustBeNew === true,
  sourceIp: event.requestContext.http.sourceIp,
});

/** The handler's input, as the middleware before it left it. */
export const inputOf = (exchange: Exchange, ifMatch?: number | '*'): Input<Route> => {
  const { params, query, body } = exchange.state;
  return { params, query, body, call: callOf(exchange, ifMatch) };
};

/**
 * If-Match may list several versions and a handler takes one. Trying them in turn is right because a
 * stale version has no effect.
 */
const handleAny = async (handler: AnyHandler, exchange: Exchange): Promise<Result<AnyReply>> => {
  const [first, ...others] = exchange.state.ifMatch ?? [];
  let result = await handler.handle(inputOf(exchange, first));
  for (const version of others) {
    if (result.ok || result.failure.code !== 'stale_version') return result;
    result = await handler.handle(inputOf(exchange, version));
  }
  return result;
};

export const succeed = (result: Result<AnyReply>): AnyReply => {
  if (!result.ok) throw new Refusal(result.failure);
  return result.value;
};

/** The innermost step: calls the handler and writes its reply. */
export const run =
  (handler: AnyHandler) =>
  async (exchange: Exchange): Promise<Answer> => {
    const reply = succeed(await handleAny(handler, exchange));
    exchange.state.reply = reply;
    return toAnswer(exchange, handler.route, reply);
  };
