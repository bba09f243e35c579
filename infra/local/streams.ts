import { setTimeout as sleep } from 'node:timers/promises';
import type { Buckets } from './buckets.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { DynamoUpstream } from './dynamodb-upstream.ts';
import type { Functions, LambdaFunction } from './functions.ts';
import type { Access } from './iam.ts';
import type { Queues } from './queues.ts';
import { readMapping, type StreamMapping } from './stream-mapping.ts';
import { StreamPoller } from './stream-poller.ts';
import type { LocalTable } from './tables.ts';
import type { ResolvedTemplate } from './template.ts';

export type StreamServices = {
  template: ResolvedTemplate;
  tables: LocalTable[];
  functions: Functions;
  access: Access;
  queues: Queues;
  buckets: Buckets;
  upstream: DynamoUpstream;
  checkpoints: Checkpoints;
  log: (line: string) => void;
};

type Source = { mapping: StreamMapping; target: LambdaFunction; streamArn: string };

/** The event source mappings of the template: table streams, read for their functions. */
export class Streams {
  private readonly services: StreamServices;
  private readonly sources: Source[];
  private pollers: StreamPoller[] = [];

  constructor(services: StreamServices) {
    this.services = services;
    this.sources = services.template
      .ofType('AWS::Lambda::EventSourceMapping')
      .map(readMapping)
      .filter(({ enabled }) => enabled)
      .map((mapping) => this.sourceOf(mapping));
  }

  /** Starts to read where reading ended; also after `stop`. */
  start(): void {
    if (this.pollers.length > 0) return;
    const { upstream, checkpoints, log } = this.services;
    this.pollers = this.sources.map(
      ({ mapping, target, streamArn }) =>
        new StreamPoller({
          mapping,
          streamArn,
          upstream,
          checkpoints,
          batch: { target, log, giveUp: (...failed) => this.giveUp(...failed) },
        }),
    );
  }

  async stop(): Promise<void> {
    const pollers = this.pollers.splice(0);
    await Promise.all(pollers.map((poller) => poller.stop()));
  }

  /** Kills the functions that read streams in the middle of what they do, and goes on reading. */
  async killReaders(): Promise<void> {
    const targets = new Set(this.sources.map(({ target }) => target));
    await Promise.all([...targets].map((target) => target.kill()));
  }

  /** Resolves when every stream was found empty since the call. */
  async settled(): Promise<void> {
    for (const poller of this.pollers) poller.quietRounds = 0;
    while (this.pollers.some(({ quietRounds }) => quietRounds < 2)) await sleep(20);
  }

  private sourceOf(mapping: StreamMapping): Source {
    const { tables, functions } = this.services;
    const table = tables.find(({ arn }) => arn === mapping.tableArn);
    if (table?.streamArn === undefined) {
      throw new Error(`Event source mapping ${mapping.id} reads a table without a stream.`);
    }
    const target = functions.get(mapping.functionName);
    this.checkGrants(mapping, target);
    return { mapping, target, streamArn: table.streamArn };
  }

  /** On AWS the mapping reads in the name of the function's role, and reports failures in it too. */
  private checkGrants({ id, tableArn, failureDestination }: StreamMapping, target: LambdaFunction) {
    const stream = `${tableArn}/stream/local`;
    const needs = ['GetRecords', 'GetShardIterator', 'DescribeStream'].map((action) => ({
      action: `dynamodb:${action}`,
      resource: stream,
    }));
    if (failureDestination !== undefined) needs.push(this.destinationNeed(id, failureDestination));
    const missing = needs.find((need) => !this.services.access.allows(target.roleArn, need));
    if (missing === undefined) return;
    throw new Error(
      `Event source mapping ${id}: the role of ${target.id} lacks ${missing.action} on ${missing.resource}.`,
    );
  }

  private destinationNeed(id: string, destination: string) {
    const { queues, buckets } = this.services;
    if (buckets.has(destination)) {
      return { action: 's3:PutObject', resource: `${destination}/aws/lambda/${id}` };
    }
    if (queues.has(destination)) return { action: 'sqs:SendMessage', resource: destination };
    throw new Error(`The failure destination of ${id} is no bucket or queue: ${destination}.`);
  }

  private async giveUp(destination: string, key: string, body: string): Promise<void> {
    const { buckets, queues } = this.services;
    if (buckets.has(destination)) await buckets.put(destination, key, body);
    else queues.send(destination, body);
  }
}
