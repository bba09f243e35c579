/** Entry of the worker thread that one Lambda function runs in: load the bundle, then serve it. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import {
  answerBytesMax,
  type FunctionError,
  type WorkerReply,
  type WorkerRequest,
  type WorkerSetup,
} from './worker-protocol.ts';

type Handler = (event: unknown, context: object) => unknown;

// The pool that starts this thread is the only one who writes workerData.
const setup = workerData as WorkerSetup;
const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only.');
const reply = (message: WorkerReply) => port.postMessage(message);

followClock(new Float64Array(setup.clockOffset));

try {
  const handler = await load();
  port.on('message', (request: WorkerRequest) => void serve(handler, request));
  reply({ kind: 'ready' });
} catch (error) {
  reply({ kind: 'broken', error: describe(error) });
}

async function load(): Promise<Handler> {
  const bundle: Record<string, unknown> = await import(pathToFileURL(setup.entry).href);
  const found = bundle[setup.handler] ?? memberOf(bundle['default'], setup.handler);
  if (typeof found !== 'function') {
    throw new Error(`${setup.handler} is undefined or not exported`);
  }
  return (event, context) => found(event, context);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

async function serve(handler: Handler, { id, event, timeoutMs }: WorkerRequest): Promise<void> {
  try {
    const result = await handler(JSON.parse(event), contextOf(id, timeoutMs));
    reply(resultOf(id, JSON.stringify(result ?? null)));
  } catch (error) {
    reply({ kind: 'error', id, error: describe(error) });
  }
}

/** Lambda ends an invocation that answers with more than it hands on. */
function resultOf(id: string, payload: string): WorkerReply {
  if (Buffer.byteLength(payload) <= answerBytesMax) return { kind: 'result', id, payload };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${answerBytesMax} bytes).`;
  const errorType = 'Function.ResponseSizeTooLarge';
  return { kind: 'error', id, error: { errorType, errorMessage, trace: [] } };
}

function contextOf(id: string, timeoutMs: number): object {
  const deadline = performance.now() + timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMegabytes),
    awsRequestId: id,
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  };
}

/** `Temporal.Now` of the polyfill asks `Date.now`, so following Date is enough. */
function followClock(offset: Float64Array): void {
  const RealDate = Date;
  const now = () => Math.round(RealDate.now() + (offset[0] ?? 0));
  const FollowingDate: DateConstructor = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length === 0 ? [now()] : args,
        newTarget === FollowingDate ? target : newTarget,
      ),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  globalThis.Date = FollowingDate;
}
