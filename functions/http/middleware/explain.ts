import type { Middleware } from '../exchange.ts';
import type { AnyHandler } from '../handler.ts';
import { Refusal } from '../refusal.ts';
import { callOf } from '../run.ts';

/** Lets a handler say in its own words what was refused before it ran. */
export const explain = (handler: AnyHandler): Middleware => ({
  onError: (request) => {
    const { error, event } = request;
    if (!handler.explain || !(error instanceof Refusal)) return;
    const visit = { query: event.queryStringParameters ?? {}, call: callOf(event) };
    request.error = new Refusal(handler.explain(error.failure, visit));
  },
});
