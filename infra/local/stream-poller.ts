import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Checkpoints } from './checkpoints.ts';
import { DynamoRefusal, type DynamoUpstream } from './dynamodb-upstream.ts';
import { type BatchContext, deliverBatch, StreamRecord } from './stream-batch.ts';
import type { StreamMapping } from './stream-mapping.ts';

const Shards = z.object({
  StreamDescription: z.object({
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.string().optional() })),
  }),
});
const Iterator = z.object({ ShardIterator: z.string() });
const Records = z.object({
  Records: z.array(StreamRecord),
  NextShardIterator: z.string().nullish(),
});

export type PollerOptions = {
  mapping: StreamMapping;
  streamArn: string;
  upstream: DynamoUpstream;
  checkpoints: Checkpoints;
  batch: Omit<BatchContext, 'shardId' | 'streamArn' | 'stopped' | 'advance' | 'mapping'>;
};

/** DynamoDB Local's writers starve when its streams are asked more often. */
const pollMs = 150;
/** Shards roll over after hours; looking for new ones now and then is enough. */
const describeMs = 3_000;
type Shard = z.infer<typeof Shards>['StreamDescription']['Shards'][number];

/** Reads one table stream for one function, shard by shard, in order. */
export class StreamPoller {
  /** Rounds in which nothing was found, since something was found last. */
  quietRounds = 0;
  private readonly options: PollerOptions;
  private readonly iterators = new Map<string, string>();
  private readonly finished = new Set<string>();
  private shards: Shard[] = [];
  private describedUntil = 0;
  private readonly aborter = new AbortController();
  private readonly loop: Promise<void>;

  constructor(options: PollerOptions) {
    this.options = options;
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.aborter.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.aborter.signal.aborted) {
      try {
        const found = await this.round();
        this.quietRounds = found ? 0 : this.quietRounds + 1;
      } catch (error) {
        if (this.aborter.signal.aborted) return;
        this.iterators.clear(); // They expire; the checkpoint knows where to go on.
        if (!(error instanceof DynamoRefusal)) this.options.batch.log(`stream: ${String(error)}`);
      }
      await sleep(pollMs, undefined, { signal: this.aborter.signal }).catch(() => undefined);
    }
  }

  /** One look at every open shard; parents come before their children, so order is kept. */
  private async round(): Promise<boolean> {
    const shards = await this.describe();
    const known = new Set(shards.map(({ ShardId }) => ShardId));
    let found = false;
    for (const { ShardId, ParentShardId } of shards) {
      const parentOpen =
        ParentShardId !== undefined &&
        known.has(ParentShardId) &&
        !this.finished.has(ParentShardId);
      if (this.finished.has(ShardId) || parentOpen) continue;
      if (await this.readShard(ShardId)) found = true;
    }
    return found;
  }

  private async describe(): Promise<Shard[]> {
    if (performance.now() < this.describedUntil) return this.shards;
    const { upstream, streamArn } = this.options;
    const target = 'DynamoDBStreams_20120810.DescribeStream';
    const described = Shards.parse(await upstream.call(target, { StreamArn: streamArn }));
    this.shards = described.StreamDescription.Shards;
    this.describedUntil = performance.now() + (this.shards.length === 0 ? 0 : describeMs);
    return this.shards;
  }

  private async readShard(shardId: string): Promise<boolean> {
    const { upstream, mapping } = this.options;
    const iterator = this.iterators.get(shardId) ?? (await this.openShard(shardId));
    const target = 'DynamoDBStreams_20120810.GetRecords';
    const answer = Records.parse(await upstream.call(target, { ShardIterator: iterator }));
    const wanted = answer.Records.filter((record) => mapping.wants(jsonOf(record)));
    const context = this.contextOf(shardId);
    for (let start = 0; start < wanted.length; start += mapping.batchSize) {
      await deliverBatch(context, wanted.slice(start, start + mapping.batchSize));
    }
    if (this.aborter.signal.aborted) return true;
    const last = answer.Records.at(-1);
    if (last !== undefined) context.advance(last);
    if (answer.NextShardIterator) this.iterators.set(shardId, answer.NextShardIterator);
    else this.finish(shardId);
    return answer.Records.length > 0;
  }

  private finish(shardId: string): void {
    this.finished.add(shardId);
    this.describedUntil = 0;
  }

  private async openShard(shardId: string): Promise<string> {
    const { upstream, streamArn, mapping, checkpoints } = this.options;
    const position = checkpoints.get(this.key(shardId));
    const target = 'DynamoDBStreams_20120810.GetShardIterator';
    const request = { StreamArn: streamArn, ShardId: shardId };
    const start =
      position === undefined
        ? { ShardIteratorType: mapping.startingPosition }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position };
    return Iterator.parse(await upstream.call(target, { ...request, ...start })).ShardIterator;
  }

  private contextOf(shardId: string): BatchContext {
    const { mapping, streamArn, checkpoints, batch } = this.options;
    return {
      ...batch,
      mapping,
      shardId,
      streamArn,
      stopped: () => this.aborter.signal.aborted,
      advance: ({ dynamodb }) => checkpoints.set(this.key(shardId), dynamodb.SequenceNumber),
    };
  }

  private key(shardId: string): string {
    return `${this.options.mapping.id}/${shardId}`;
  }
}

/** Records come out of a JSON answer; zod’s loose objects only forget that. */
function jsonOf(record: StreamRecord): Parameters<StreamMapping['wants']>[0] {
  return record as unknown as Parameters<StreamMapping['wants']>[0];
}
