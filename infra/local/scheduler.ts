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

type Run = { name: string; input: string };

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

/** Jumping far ahead delivers the last times of a schedule only, each when the one before has ended. */
const caughtUpMax = 3;
const tickMs = 500;

/** EventBridge Scheduler on the runtime's clock. */
export class Scheduler {
  private readonly services: SchedulerServices;
  private readonly entries: Entry[];
  private checkedUntil: number;
  private timer: NodeJS.Timeout | undefined;
  private readonly delivering = new Set<Promise<void>>();

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
    void this.hit(entry, dueTime);
  }

  /** Resolves when nothing that fell due waits for its delivery. */
  async settled(): Promise<void> {
    while (this.delivering.size > 0) await Promise.all(this.delivering);
  }

  private deliverDue(): void {
    const now = this.services.clock.now();
    for (const entry of this.entries) {
      const due = entry.expression.lastDue(this.checkedUntil, now, caughtUpMax);
      const left = due.filter((time) => !entry.delivered.has(time));
      if (left.length === 0) continue;
      const delivery = this.hitInTurn(entry, left).finally(() => this.delivering.delete(delivery));
      this.delivering.add(delivery);
    }
    this.checkedUntil = now;
  }

  /** A day passes between two nights; on a clock that jumps, the second waits for the first. */
  private async hitInTurn(entry: Entry, dueTimes: number[]): Promise<void> {
    for (const at of dueTimes) entry.delivered.add(at);
    for (const at of dueTimes) await this.hit(entry, at);
  }

  /** Starts the target; resolves when an execution that it started has ended. */
  private async hit(entry: Entry, dueTime: number): Promise<void> {
    entry.delivered.add(dueTime);
    const { target } = entry;
    const executionId = randomUUID();
    const input = target.Input.replaceAll('<aws.scheduler.schedule-arn>', entry.arn)
      .replaceAll('<aws.scheduler.scheduled-time>', secondsIso(dueTime))
      .replaceAll('<aws.scheduler.execution-id>', executionId)
      .replaceAll('<aws.scheduler.attempt-number>', '1');
    try {
      await this.run(target, input, executionId);
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
  private async run({ Arn, RoleArn }: Target, input: string, executionId: string): Promise<void> {
    if (/:aws-sdk:sfn:startExecution$/.test(Arn)) {
      const { StateMachineArn, Name, Input } = UniversalInput.parse(JSON.parse(input));
      const run = { name: Name ?? executionId, input: Input };
      await this.startMachine(RoleArn, StateMachineArn, run);
    } else if (this.services.machines.has(Arn)) {
      await this.startMachine(RoleArn, Arn, { name: executionId, input });
    } else {
      this.allow(RoleArn, 'lambda:InvokeFunction', Arn);
      this.services.invoker.invoke(Arn, JSON.parse(input));
    }
  }

  private async startMachine(role: string, arn: string, run: Run): Promise<void> {
    this.allow(role, 'states:StartExecution', arn);
    await this.services.machines.start(arn, run).ended;
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
