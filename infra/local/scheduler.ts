import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { AsyncInvoker } from './async-invoke.ts';
import type { Clock } from './clock.ts';
import type { Access } from './iam.ts';
import { parseAs } from './json.ts';
import type { Queues } from './queues.ts';
import { parseScheduleExpression, type ScheduleExpression } from './schedule-expression.ts';
import type { StateMachines } from './state-machines.ts';
import type { ResolvedTemplate } from './template.ts';

const Properties = z.object({
  FlexibleTimeWindow: z.object({ Mode: z.literal('OFF') }),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  StartDate: z.never().optional(),
  EndDate: z.never().optional(),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().default('{}'),
    DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
    RetryPolicy: z.looseObject({}).optional(),
  }),
});
type Target = z.infer<typeof Properties>['Target'];

const UniversalInput = z.object({
  StateMachineArn: z.string(),
  Name: z.string().optional(),
  Input: z.string().default('{}'),
});

type Entry = {
  id: string;
  arn: string;
  expression: ScheduleExpression;
  target: Target;
  /** Due times that were delivered: moving the clock back and forth repeats none. */
  delivered: Set<number>;
};

export type SchedulerServices = {
  template: ResolvedTemplate;
  clock: Clock;
  access: Access;
  machines: StateMachines;
  invoker: AsyncInvoker;
  queues: Queues;
  log: (line: string) => void;
};

/** Jumping far ahead delivers the last times of a schedule only. */
const caughtUpMax = 3;
const tickMs = 500;

/** EventBridge Scheduler on the runtime's clock. */
export class Scheduler {
  private readonly services: SchedulerServices;
  private readonly entries: Entry[];
  private checkedUntil: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(services: SchedulerServices) {
    this.services = services;
    this.checkedUntil = services.clock.now();
    this.entries = services.template.ofType('AWS::Scheduler::Schedule').flatMap((resource) => {
      const { id, arn, properties } = resource;
      const settings = parseAs(Properties, properties, `Schedule ${id}`);
      if (settings.State === 'DISABLED') return [];
      const expression = parseScheduleExpression(
        settings.ScheduleExpression,
        settings.ScheduleExpressionTimezone,
        this.checkedUntil,
      );
      return [{ id, arn, expression, target: settings.Target, delivered: new Set<number>() }];
    });
  }

  start(): void {
    this.timer = setInterval(() => this.deliverDue(), tickMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Moves the clock, and delivers what fell due on the way; null returns to real time. */
  moveClock(instant: number | null): void {
    this.services.clock.set(instant);
    // Going back to real time, or back in time at all, makes nothing due.
    if (instant === null || instant < this.checkedUntil)
      this.checkedUntil = this.services.clock.now();
    else this.deliverDue();
  }

  /** Delivers one due time, also a second time: at least once is all that the real one promises. */
  deliver(scheduleId: string, dueTime: number): void {
    const entry = this.entries.find(({ id }) => id === scheduleId);
    if (entry === undefined) throw new Error(`The template has no schedule ${scheduleId}.`);
    this.hit(entry, dueTime);
  }

  private deliverDue(): void {
    const now = this.services.clock.now();
    for (const entry of this.entries) {
      const due = entry.expression.lastDue(this.checkedUntil, now, caughtUpMax);
      for (const at of due.filter((time) => !entry.delivered.has(time))) this.hit(entry, at);
    }
    this.checkedUntil = now;
  }

  private hit(entry: Entry, dueTime: number): void {
    entry.delivered.add(dueTime);
    const { target } = entry;
    const executionId = randomUUID();
    const input = target.Input.replaceAll('<aws.scheduler.schedule-arn>', entry.arn)
      .replaceAll('<aws.scheduler.scheduled-time>', secondsIso(dueTime))
      .replaceAll('<aws.scheduler.execution-id>', executionId)
      .replaceAll('<aws.scheduler.attempt-number>', '1');
    try {
      this.run(target, input, executionId);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.services.log(`${entry.id}: the target could not be started: ${message}`);
      const deadLetters = target.DeadLetterConfig?.Arn;
      if (deadLetters !== undefined) {
        this.services.queues.send(deadLetters, input, { ERROR_MESSAGE: message });
      }
    }
  }

  /** The target is named by its ARN, or is Step Functions' own StartExecution with all arguments. */
  private run({ Arn, RoleArn }: Target, input: string, executionId: string): void {
    if (/:aws-sdk:sfn:startExecution$/.test(Arn)) {
      const { StateMachineArn, Name, Input } = UniversalInput.parse(JSON.parse(input));
      const run = { name: Name ?? executionId, input: Input };
      this.startMachine(RoleArn, StateMachineArn, run);
    } else if (this.services.machines.has(Arn)) {
      this.startMachine(RoleArn, Arn, { name: executionId, input });
    } else {
      this.allow(RoleArn, 'lambda:InvokeFunction', Arn);
      this.services.invoker.invoke(Arn, JSON.parse(input));
    }
  }

  private startMachine(role: string, arn: string, run: { name: string; input: string }): void {
    this.allow(role, 'states:StartExecution', arn);
    this.services.machines.start(arn, run);
  }

  private allow(role: string, action: string, resource: string): void {
    if (this.services.access.allows(role, { action, resource })) return;
    throw new Error(`the schedule's role lacks ${action} on ${resource}`);
  }
}

/** The placeholder's form: whole seconds. */
function secondsIso(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
