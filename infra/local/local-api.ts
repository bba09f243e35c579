import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { Clock } from './clock.ts';
import type { EventBus } from './event-bus.ts';
import type { HttpAnswer } from './gateway.ts';
import { jsonAnswer } from './http-server.ts';
import { type Issuer, TokenRequest } from './issuer.ts';
import type { Outbox } from './outbox.ts';
import type { Scheduler } from './scheduler.ts';

export type LocalApiServices = {
  issuer: Issuer;
  bus: EventBus;
  outbox: Outbox;
  scheduler: Scheduler;
  clock: Clock;
};

const ClockRequest = z.strictObject({ now: z.union([z.iso.datetime({ offset: true }), z.null()]) });
const tokenSeconds = 3_600;

type Endpoint = (services: LocalApiServices, body: unknown) => Promise<HttpAnswer>;

const endpoints: Record<string, Endpoint> = {
  'POST /_local/token': async ({ issuer }, body) => {
    const request = TokenRequest.safeParse(body);
    if (!request.success) return badRequest('Send {"role": "admin"} or {"scopes": ["…"]}.');
    const issued = await issuer.issue(request.data);
    if ('refusal' in issued) return badRequest(issued.refusal);
    const { token } = issued;
    return jsonAnswer(200, { token, access_token: token, expiresIn: tokenSeconds });
  },
  'GET /_local/jwks.json': async ({ issuer }) => jsonAnswer(200, issuer.keys),
  'POST /_local/clock': async ({ scheduler, clock }, body) => {
    const request = ClockRequest.safeParse(body);
    if (!request.success) {
      return badRequest('Send {"now": "2026-01-31T03:30:00Z"}, or {"now": null} for real time.');
    }
    const { now } = request.data;
    scheduler.moveClock(now === null ? null : Date.parse(now));
    return jsonAnswer(200, { now: new Date(clock.now()).toISOString() });
  },
  'GET /_local/bus': async ({ bus }) => jsonAnswer(200, { data: bus.recent() }),
  'GET /_local/outbox': async ({ outbox }) => jsonAnswer(200, { data: outbox.mails }),
};

/** What exists on the laptop only: tokens, the clock, a look at the bus and at e-mails. */
export async function answerLocally(
  services: LocalApiServices,
  incoming: IncomingMessage,
): Promise<HttpAnswer> {
  const [path = '', query] = (incoming.url ?? '').split('?');
  const endpoint = endpoints[`${incoming.method} ${path}`];
  if (endpoint === undefined) {
    return jsonAnswer(404, { message: `There is no ${incoming.method} ${path} here.` });
  }
  if (query) return badRequest(`${path} takes no parameters.`);
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return await endpoint(services, text === '' ? {} : JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return badRequest('The body is not JSON.');
    throw error;
  }
}

function badRequest(message: string): HttpAnswer {
  return jsonAnswer(400, { message });
}
