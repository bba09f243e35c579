import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { AsyncInvoker } from './async-invoke.ts';
import type { Clock } from './clock.ts';
import { compilePattern, type Pattern } from './event-pattern.ts';
import { isObject, type Json, type JsonObject, parseAs, parseObject } from './json.ts';
import { cutList } from './partial-batch.ts';
import type { Queues } from './queues.ts';
import { type ServiceAnswer, serviceError } from './service-answer.ts';
import type { LocalService, ServiceCall } from './services.ts';
import type { ResolvedTemplate } from './template.ts';

/** What `GET /_local/bus` shows of an event. */
export type PublishedEvent = {
  id: string;
  source: string;
  detailType: string;
  detail: Json;
  time: string;
};

const Target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  Input: z.string().optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  RetryPolicy: z.looseObject({}).optional(),
});
const RuleProperties = z.object({
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.json()),
  ScheduleExpression: z.never().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(Target).default([]),
});
const Entry = z.object({
  EventBusName: z.string().default('default'),
  Source: z.string(),
  DetailType: z.string(),
  Detail: z.string(),
  Time: z.number().optional(),
  Resources: z.array(z.string()).default([]),
});

type Rule = { bus: string; fits: Pattern; targets: z.infer<typeof Target>[] };

const keptMax = 1_000;

export type BusServices = {
  template: ResolvedTemplate;
  invoker: AsyncInvoker;
  queues: Queues;
  clock: Clock;
};

/** EventBridge: buses with rules, whose targets are functions and queues of the template. */
export class EventBus {
  private readonly services: BusServices;
  private readonly rules: Rule[];
  private readonly published: PublishedEvent[] = [];
  private readonly listeners = new Set<(event: PublishedEvent) => void>();

  constructor(services: BusServices) {
    this.services = services;
    this.rules = services.template
      .ofType('AWS::Events::Rule')
      .map(({ id, properties }) => parseAs(RuleProperties, properties, `Rule ${id}`))
      .filter(({ State }) => State === 'ENABLED')
      .map(({ EventBusName, EventPattern, Targets }) => ({
        bus: busName(EventBusName),
        fits: compilePattern(EventPattern),
        targets: Targets,
      }));
    for (const { Arn } of this.rules.flatMap(({ targets }) => targets)) this.checkTarget(Arn);
  }

  /** The last events that were published, newest last. */
  recent(): readonly PublishedEvent[] {
    return this.published;
  }

  /** Calls back for each event from now on, until the returned function is called. */
  subscribe(listener: (event: PublishedEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** PutEvents, as functions call it. */
  service(): LocalService {
    const arnOf = (bus: Json | undefined) => this.busArn(typeof bus === 'string' ? bus : 'default');
    return {
      name: 'events',
      needs: ({ operation, body }) =>
        entriesOf(body).map((entry) => ({
          action: `events:${operation}`,
          resource: arnOf(isObject(entry) ? entry['EventBusName'] : undefined),
        })),
      perform: async (call) => this.putEvents(call, call.body),
      performPartly: async (call) => {
        const failure = { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };
        const batch = cutList(call.body, ['Entries', 'Entries'], failure);
        const { status, body } = this.putEvents(call, batch.body);
        const whole = batch.complete(isObject(body) ? body : {});
        return {
          status,
          body: { ...whole, FailedEntryCount: Math.floor(entriesOf(call.body).length / 2) },
        };
      },
      refuse: () => serviceError('ThrottlingException', 'Rate exceeded'),
    };
  }

  /** Puts one event on a bus and hands it to the targets of the rules that it fits. */
  publish(entry: z.input<typeof Entry>): string {
    const { EventBusName, Source, DetailType, Detail, Time, Resources } = Entry.parse(entry);
    const { account, region } = this.services.template;
    const id = randomUUID();
    const at = Time === undefined ? this.services.clock.now() : Time * 1_000;
    const time = new Date(at).toISOString();
    const detail = parseObject(Detail);
    const event: JsonObject = {
      version: '0',
      id,
      'detail-type': DetailType,
      source: Source,
      account,
      time: time.replace(/\.\d+Z$/, 'Z'),
      region,
      resources: Resources,
      detail,
    };
    this.remember({ id, source: Source, detailType: DetailType, detail, time });
    for (const { bus, fits, targets } of this.rules) {
      if (bus !== busName(EventBusName) || !fits(event)) continue;
      for (const target of targets) this.deliver(target, event);
    }
    return id;
  }

  private putEvents({ operation }: ServiceCall, body: JsonObject): ServiceAnswer {
    if (operation !== 'PutEvents') {
      return serviceError('UnknownOperationException', `${operation} is not served locally.`);
    }
    const entries = entriesOf(body);
    if (entries.length === 0 || entries.length > 10) {
      return serviceError('ValidationException', '1 validation error: entries must be 1 to 10.');
    }
    const results = entries.map((entry) => this.putEntry(entry));
    const failed = results.filter((result) => 'ErrorCode' in result).length;
    return { status: 200, body: { FailedEntryCount: failed, Entries: results } };
  }

  private putEntry(entry: Json): JsonObject {
    const parsed = Entry.safeParse(entry);
    if (!parsed.success) {
      return { ErrorCode: 'InvalidArgument', ErrorMessage: parsed.error.issues[0]?.message ?? '' };
    }
    try {
      return { EventId: this.publish(parsed.data) };
    } catch {
      return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    }
  }

  private deliver(target: z.infer<typeof Target>, event: JsonObject): void {
    const input: Json = target.Input === undefined ? event : JSON.parse(target.Input);
    if (this.services.queues.has(target.Arn)) {
      this.services.queues.send(target.Arn, JSON.stringify(input));
    } else {
      this.services.invoker.invoke(target.Arn, input);
    }
  }

  private remember(event: PublishedEvent): void {
    this.published.push(event);
    if (this.published.length > keptMax) this.published.shift();
    for (const listener of this.listeners) listener(event);
  }

  private checkTarget(arn: string): void {
    const { queues, template } = this.services;
    const functions = template.ofType('AWS::Lambda::Function');
    if (queues.has(arn) || functions.some((each) => each.arn === arn)) return;
    throw new Error(`A rule's target must be a function or queue of the template: ${arn}.`);
  }

  private busArn(nameOrArn: string): string {
    if (nameOrArn.startsWith('arn:')) return nameOrArn;
    const { region, account } = this.services.template;
    return `arn:aws:events:${region}:${account}:event-bus/${nameOrArn}`;
  }
}

function entriesOf(body: JsonObject): Json[] {
  return Array.isArray(body['Entries']) ? body['Entries'] : [];
}

function busName(nameOrArn: string): string {
  return nameOrArn.split('event-bus/').at(-1) ?? nameOrArn;
}
