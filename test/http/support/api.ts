import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { AnyHandler } from '../../../functions/http/handler.ts';
import { type HttpHandler, type ServeOptions, serve } from '../../../functions/http/serve.ts';
import { answerBytesMax } from '../../../infra/local/worker-protocol.ts';
import { Problem } from '../../../lib/contract/problems.ts';
import type { HttpGroup, Route } from '../../../lib/contract/route.ts';
import { gatewayEvent, type TestRequest } from './gateway-event.ts';
import type { Reached } from './reached.ts';

/** What came back. `body` is parsed JSON, or text when it is none. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape, and assert on what they find
  readonly body: any;
  /** The body as a problem; throws when the answer is none. */
  readonly problem: Problem;
}

export interface RouteCall extends Omit<TestRequest, 'method' | 'path' | 'template' | 'rawQuery'> {
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly rawQuery?: string;
}

export interface TestApi {
  /** Calls a route of the handlers by its id, with all scopes that it needs unless said. */
  readonly call: (routeId: string, call?: RouteCall) => Promise<TestAnswer>;
  /** Sends anything to a group, as the gateway would. */
  readonly send: (request: TestRequest) => Promise<TestAnswer>;
}

export interface TestApiOptions extends ServeOptions {
  /** Where the answers are counted, for `expectDeclaredReached`. */
  readonly reached?: Reached;
}

/** Ends tests with a clear word instead of hanging: what the pipeline asks of Lambda. */
const context = (): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:test',
  memoryLimitInMB: '1024',
  awsRequestId: 'test',
  logGroupName: 'test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 25_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});

const parseBody = (text: string | undefined, contentType: string): unknown =>
  text !== undefined && contentType.includes('json') ? JSON.parse(text) : text;

const fill = (route: Route, params: Readonly<Record<string, string>>): string =>
  route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');

const queryText = (query: RouteCall['query'] = {}): string => {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) pairs.append(name, String(value));
  return pairs.toString();
};

const requestOf = (route: Route, call: RouteCall): TestRequest => {
  const { query, ...rest } = call;
  return {
    method: route.method,
    path: fill(route, call.params ?? {}),
    template: route.path,
    rawQuery: queryText(query),
    ...(typeof route.scopes === 'string' ? {} : { scopes: route.scopes }),
    ...rest,
  };
};

/** Hosted pages refuse with pages too, where a browser asks for them. */
const isProblem = ({ status, headers }: TestAnswer): boolean =>
  status >= 400 && headers['content-type']?.startsWith('text/html') !== true;

/** The real pipeline of these handlers, of one group, with every reply checked against the contract. */
export const testApi = (
  group: HttpGroup,
  handlers: readonly AnyHandler[],
  { reached, ...options }: TestApiOptions = {},
): TestApi => {
  const byId = Object.fromEntries(handlers.map((handler) => [handler.route.id, handler]));
  const handle: HttpHandler = serve(group, byId, {
    checkReplies: true,
    logger: new Logger({ serviceName: 'test', logLevel: 'ERROR' }),
    ...options,
  });
  const send = async (request: TestRequest): Promise<TestAnswer> => {
    const answer = await handle(gatewayEvent(request), context());
    if (Buffer.byteLength(JSON.stringify(answer)) > answerBytesMax)
      throw new Error(`Lambda does not hand on an answer of more than ${answerBytesMax} bytes`);
    const headers = Object.fromEntries(
      Object.entries(answer.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const body = parseBody(answer.body, headers['content-type'] ?? '');
    return {
      status: answer.statusCode ?? 0,
      headers,
      body,
      get problem() {
        return Problem.parse(body);
      },
    };
  };
  const call = async (routeId: string, call: RouteCall = {}): Promise<TestAnswer> => {
    const handler = byId[routeId];
    if (!handler) throw new Error(`no handler of ${routeId} was given`);
    const answer = await send(requestOf(handler.route, call));
    reached?.add(handler.route, answer.status, isProblem(answer) ? answer.problem.code : undefined);
    return answer;
  };
  return { call, send };
};
