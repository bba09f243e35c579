/** What Lambda hands on of a function's answer to a synchronous call, in bytes of JSON. */
export const answerBytesMax = 6_291_556;

/** What a worker is started with. */
export type WorkerSetup = {
  /** File of the bundle, and the name of the handler that it exports. */
  entry: string;
  handler: string;
  clockOffset: SharedArrayBuffer;
  functionName: string;
  functionArn: string;
  memoryMegabytes: number;
};

export type WorkerRequest = { id: string; event: string; timeoutMs: number };

/** Lambda's shape of an error that a function ended with. */
export type FunctionError = { errorType: string; errorMessage: string; trace: string[] };

export type WorkerReply =
  | { kind: 'ready' }
  | { kind: 'broken'; error: FunctionError }
  | { kind: 'result'; id: string; payload: string }
  | { kind: 'error'; id: string; error: FunctionError };
