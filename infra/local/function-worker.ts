import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { FunctionError, WorkerReply, WorkerRequest, WorkerSetup } from './worker-protocol.ts';

/** How an invocation ended: what the function returned (as JSON text), or its error. */
export type Invocation = { ok: true; payload: string } | { ok: false; error: FunctionError };

export type WorkerOptions = {
  setup: WorkerSetup;
  env: Record<string, string>;
  /** Receives each line that the function writes; `stderr` holds what it warns of. */
  onLine: (stream: 'stdout' | 'stderr', line: string) => void;
};

/** One execution environment of a function: a thread that takes one invocation at a time. */
export class FunctionWorker {
  readonly ready: Promise<void>;
  alive = true;
  private readonly worker: Worker;
  private pending: ((invocation: Invocation) => void) | undefined;
  private failure: FunctionError | undefined;

  constructor({ setup, env, onLine }: WorkerOptions) {
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: setup,
      env,
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    this.worker.unref();
    createInterface({ input: this.worker.stdout }).on('line', (line) => onLine('stdout', line));
    createInterface({ input: this.worker.stderr }).on('line', (line) => onLine('stderr', line));
    this.ready = new Promise((ready, broken) => {
      this.worker.on('message', (reply: WorkerReply) => {
        if (reply.kind === 'ready') ready();
        else if (reply.kind === 'broken') broken(this.breakDown(reply.error));
        else
          this.settle(reply.kind === 'result' ? { ok: true, ...reply } : { ok: false, ...reply });
      });
      this.worker.on('error', (error) => {
        this.failure = exitError(error.message, error.stack);
      });
      this.worker.on('exit', () => broken(this.breakDown(this.failure ?? exitError('exited'))));
    });
    this.ready.catch(() => undefined); // Whoever waits for it is told; nobody may be waiting.
  }

  /** Sends one event; a function that takes too long is ended, as Lambda does. */
  async run(request: WorkerRequest): Promise<Invocation> {
    if (!this.alive) return { ok: false, error: this.failure ?? exitError('exited') };
    const outcome = new Promise<Invocation>((settle) => {
      this.pending = settle;
    });
    const timer = setTimeout(() => this.timeOut(request), request.timeoutMs);
    this.worker.postMessage(request);
    const invocation = await outcome;
    clearTimeout(timer);
    return invocation;
  }

  async terminate(): Promise<void> {
    this.alive = false;
    await this.worker.terminate();
  }

  private timeOut({ id, timeoutMs }: WorkerRequest): void {
    const seconds = (timeoutMs / 1_000).toFixed(2);
    const errorMessage = `RequestId: ${id} Error: Task timed out after ${seconds} seconds`;
    this.failure = { errorType: 'Sandbox.Timedout', errorMessage, trace: [] };
    void this.terminate();
  }

  private breakDown(error: FunctionError): Error {
    this.alive = false;
    this.failure ??= error;
    this.settle({ ok: false, error });
    return new Error(error.errorMessage);
  }

  private settle(invocation: Invocation): void {
    this.pending?.(invocation);
    this.pending = undefined;
  }
}

function exitError(message: string, stack?: string): FunctionError {
  const errorMessage = `Runtime exited: ${message}`;
  return { errorType: 'Runtime.ExitError', errorMessage, trace: stack?.split('\n') ?? [] };
}
