/** Entry of the worker thread that one Lambda function runs in: load the bundle, then serve it. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError, WorkerReply, WorkerRequest, WorkerSetup } from './worker-protocol.ts';

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
    reply({ kind: 'result', id, payload: JSON.stringify(result ?? null) });
  } catch (error) {
    reply({ kind: 'error', id, error: describe(error) });
  }
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
