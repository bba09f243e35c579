import { randomUUID } from 'node:crypto';
import { ExecutionAbortedError, StateMachine } from 'aws-local-stepfunctions';
import type { Functions } from './functions.ts';
import type { Access } from './iam.ts';
import { isObject, type Json } from './json.ts';
import type { ChildMachine, PreparedMachine, TaskRow } from './state-language.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'TIMED_OUT';

/** One execution of a state machine, or of the child machine of a distributed map. */
export type Execution = {
  arn: string;
  name: string;
  input: string;
  status: ExecutionStatus;
  output?: Json;
  error?: string;
  cause?: string;
  /** Executions of the items of its distributed maps. */
  children: Execution[];
  /** Resolves when it has ended, however. */
  ended: Promise<void>;
  abort: () => void;
};

export type MachineHost = {
  machineArn: string;
  machineName: string;
  roleArn: string;
  functions: Functions;
  access: Access;
  /** Instead of the waits that Retry states, for tests that wait for nothing. */
  retryDelayMs: number | undefined;
};

type Run = { arn: string; name: string; input: string };

/** Starts an execution. */
export function execute(host: MachineHost, prepared: PreparedMachine, run: Run): Execution {
  // Checked when it was prepared; checking again for each item would block everything else.
  const machine = new StateMachine(prepared.definition, {
    validationOptions: { noValidate: true },
  });
  const children: Execution[] = [];
  const running = machine.run(JSON.parse(run.input), {
    overrides: {
      taskResourceLocalHandlers: handlers(host, prepared, { run, children }),
      ...(host.retryDelayMs !== undefined && {
        retryIntervalOverrides: everyState(prepared, host.retryDelayMs),
      }),
    },
    context: {
      Execution: { Id: run.arn, Name: run.name, RoleArn: host.roleArn, RedriveCount: 0 },
      StateMachine: { Id: host.machineArn, Name: host.machineName },
    },
  });
  const execution: Execution = {
    ...run,
    status: 'RUNNING',
    children,
    ended: Promise.resolve(),
    abort: () => {
      running.abort();
      for (const child of children) child.abort();
    },
  };
  execution.ended = running.result.then(
    (output) => {
      execution.status = 'SUCCEEDED';
      execution.output = output;
    },
    (error: unknown) => settleFailure(execution, error),
  );
  return execution;
}

type Handler = (input: Json) => Promise<Json>;

function handlers(
  host: MachineHost,
  { tasks, children }: PreparedMachine,
  parent: { run: Run; children: Execution[] },
): Record<string, Handler> {
  const ofTasks = [...tasks].map(([name, task]): [string, Handler] => [
    name,
    (input) => invokeTask(host, task, input),
  ]);
  const ofMaps = [...children].map(([name, child]): [string, Handler] => {
    const mapRun = { siblings: [] };
    return [name, (input) => runItem(host, child, { ...mapRun, parent: parent.children, input })];
  });
  return Object.fromEntries([...ofTasks, ...ofMaps]);
}

type Item = { siblings: Execution[]; parent: Execution[]; input: Json };

/** Gives one item of a distributed map its execution; when one fails, the others are ended. */
async function runItem(
  host: MachineHost,
  { label, machine }: ChildMachine,
  { siblings, parent, input }: Item,
): Promise<Json> {
  requireGrant(host, 'states:StartExecution', host.machineArn);
  // The package goes on with waiting items after one has failed; a map run does not.
  const failed = siblings.find(({ status }) => status !== 'RUNNING' && status !== 'SUCCEEDED');
  if (failed !== undefined) throw taskError('States.ExceedToleratedFailureThreshold', failed);
  const name = randomUUID();
  const arn = `${host.machineArn.replace(':stateMachine:', ':execution:')}/${label}:${name}`;
  const child = execute(host, machine, { arn, name, input: JSON.stringify(member(input, 'item')) });
  siblings.push(child);
  parent.push(child);
  await child.ended;
  if (child.status === 'SUCCEEDED') return child.output ?? null;
  for (const sibling of siblings) sibling.abort();
  throw taskError(child.error ?? 'States.TaskFailed', child);
}

function member(value: Json, name: string): Json {
  return isObject(value) ? (value[name] ?? null) : null;
}

async function invokeTask(host: MachineHost, task: TaskRow, input: Json): Promise<Json> {
  requireGrant(host, 'lambda:InvokeFunction', task.functionArn);
  const payload = task.wrapped ? (member(input, 'Payload') ?? {}) : input;
  const invocation = await host.functions.get(task.functionArn).invoke(payload);
  if (!invocation.ok) {
    const { errorType, errorMessage } = invocation.error;
    throw Object.assign(new Error(JSON.stringify({ errorType, errorMessage })), {
      name: errorType,
    });
  }
  const result: Json = JSON.parse(invocation.payload);
  return task.wrapped ? { ExecutedVersion: '$LATEST', Payload: result, StatusCode: 200 } : result;
}

function requireGrant({ access, roleArn }: MachineHost, action: string, resource: string): void {
  if (access.allows(roleArn, { action, resource })) return;
  const message = `The machine's role is not authorized to perform: ${action} on ${resource}`;
  throw Object.assign(new Error(message), { name: 'States.Permissions' });
}

function taskError(name: string, { arn, cause }: Execution): Error {
  return Object.assign(new Error(cause ?? `Execution ${arn} failed.`), { name });
}

function settleFailure(execution: Execution, error: unknown): void {
  if (error instanceof ExecutionAbortedError) {
    execution.status = 'ABORTED';
    return;
  }
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const timedOut = error instanceof Error && error.name === 'ExecutionTimeoutError';
  execution.status = timedOut ? 'TIMED_OUT' : 'FAILED';
  execution.error = reason instanceof Error ? reason.name : 'States.Runtime';
  execution.cause = reason instanceof Error ? reason.message : String(reason);
}

function everyState({ tasks, children }: PreparedMachine, delayMs: number): Record<string, number> {
  return Object.fromEntries([...tasks.keys(), ...children.keys()].map((name) => [name, delayMs]));
}
