import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from './clock.ts';
import { type Execution, execute, type MachineHost } from './execution.ts';
import type { Functions } from './functions.ts';
import type { Access } from './iam.ts';
import { type Json, JsonObject, parseAs, parseObject } from './json.ts';
import { type ServiceAnswer, serviceError } from './service-answer.ts';
import type { LocalService } from './services.ts';
import { type PreparedMachine, prepareMachine } from './state-language.ts';
import type { ResolvedTemplate } from './template.ts';

const Properties = z.object({
  RoleArn: z.string(),
  StateMachineType: z.literal('STANDARD').default('STANDARD'),
  DefinitionString: z.string().optional(),
  Definition: JsonObject.optional(),
  DefinitionSubstitutions: z.record(z.string(), z.string()).default({}),
  DefinitionS3Location: z.never().optional(),
});

type Machine = { host: MachineHost; prepared: PreparedMachine; executions: Execution[] };

export type MachineServices = {
  template: ResolvedTemplate;
  functions: Functions;
  access: Access;
  clock: Clock;
  retryDelayMs: number | undefined;
};

/** A refusal in Step Functions' own words. */
class MachineError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'MachineError';
    this.code = code;
  }
}

/** The state machines of the template and their executions. */
export class StateMachines {
  private readonly machines: Map<string, Machine>;
  private readonly services: MachineServices;

  constructor(services: MachineServices) {
    this.services = services;
    this.machines = new Map(
      services.template.ofType('AWS::StepFunctions::StateMachine').map((resource) => {
        const settings = parseAs(Properties, resource.properties, `State machine ${resource.id}`);
        const text = settings.DefinitionString ?? JSON.stringify(settings.Definition ?? {});
        const definition = parseObject(substitute(text, settings.DefinitionSubstitutions));
        const host: MachineHost = {
          machineArn: resource.arn,
          machineName: resource.name,
          roleArn: settings.RoleArn,
          functions: services.functions,
          access: services.access,
          retryDelayMs: services.retryDelayMs,
        };
        return [resource.arn, { host, prepared: prepareMachine(definition), executions: [] }];
      }),
    );
    for (const { host, prepared } of this.machines.values()) this.checkTasks(host, prepared);
  }

  has(arn: string): boolean {
    return this.machines.has(arn);
  }

  /** All executions, oldest first. */
  executions(): Execution[] {
    return [...this.machines.values()].flatMap(({ executions }) => executions);
  }

  /**
   * Starts an execution. As on AWS, the name of one that still runs, with the same input, gives that
   * one; a name that was used otherwise is refused.
   */
  start(arn: string, { name, input }: { name?: string | undefined; input: string }): Execution {
    const machine = this.machines.get(arn);
    if (machine === undefined) {
      throw new MachineError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    }
    const named = name ?? randomUUID();
    if (!/^[\w.+!@()='-]{1,80}$/.test(named)) {
      throw new MachineError('InvalidName', `Invalid Name: '${named}'`);
    }
    const known = machine.executions.find((execution) => execution.name === named);
    if (known !== undefined) return repeated(known, input);
    const executionArn = `${arn.replace(':stateMachine:', ':execution:')}:${named}`;
    const run = { arn: executionArn, name: named, input };
    const execution = execute(machine.host, machine.prepared, run);
    machine.executions.push(execution);
    return execution;
  }

  /** Resolves when no execution runs. */
  async settled(): Promise<void> {
    for (;;) {
      const running = this.executions().filter(({ status }) => status === 'RUNNING');
      if (running.length === 0) return;
      await Promise.all(running.map(({ ended }) => ended));
    }
  }

  stop(): void {
    for (const execution of this.executions()) execution.abort();
  }

  /** StartExecution, DescribeExecution and StopExecution, as functions call them. */
  service(): LocalService {
    return {
      name: 'states',
      needs: ({ operation, body }) => [
        {
          action: `states:${operation}`,
          resource: String(body['stateMachineArn'] ?? body['executionArn'] ?? '*'),
        },
      ],
      perform: async ({ operation, body }) => {
        try {
          return this.perform(operation, body);
        } catch (error) {
          if (error instanceof MachineError) return serviceError(error.code, error.message);
          throw error;
        }
      },
      refuse: () => serviceError('ThrottlingException', 'Rate exceeded'),
    };
  }

  private perform(operation: string, body: JsonObject): ServiceAnswer {
    const startDate = this.services.clock.now() / 1_000;
    switch (operation) {
      case 'StartExecution': {
        const name = typeof body['name'] === 'string' ? body['name'] : undefined;
        const input = typeof body['input'] === 'string' ? body['input'] : '{}';
        const { arn } = this.start(String(body['stateMachineArn']), { name, input });
        return { status: 200, body: { executionArn: arn, startDate } };
      }
      case 'DescribeExecution':
        return { status: 200, body: describe(this.find(body['executionArn'])) };
      case 'StopExecution':
        this.find(body['executionArn']).abort();
        return { status: 200, body: { stopDate: startDate } };
      default:
        return serviceError('UnknownOperationException', `${operation} is not served locally.`);
    }
  }

  private find(arn: Json | undefined): Execution {
    const found = this.executions().find((execution) => execution.arn === arn);
    if (found !== undefined) return found;
    throw new MachineError('ExecutionDoesNotExist', `Execution Does Not Exist: '${String(arn)}'`);
  }

  /** A task without its function is known at start. */
  private checkTasks(host: MachineHost, { tasks, children }: PreparedMachine): void {
    for (const { functionArn } of tasks.values()) host.functions.get(functionArn);
    for (const { machine } of children.values()) this.checkTasks(host, machine);
  }
}

function repeated(known: Execution, input: string): Execution {
  if (known.status === 'RUNNING' && known.input === input) return known;
  throw new MachineError('ExecutionAlreadyExists', `Execution Already Exists: '${known.arn}'`);
}

function describe(execution: Execution): JsonObject {
  const { arn, name, status, input, output, error, cause } = execution;
  return {
    executionArn: arn,
    name,
    status,
    input,
    ...(output !== undefined && { output: JSON.stringify(output) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

function substitute(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
