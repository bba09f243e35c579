import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { LambdaFunction } from './functions.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { streamImage } from './stream-images.ts';
import type { StreamMapping } from './stream-mapping.ts';

const Image = z.custom<JsonObject>(isObject).transform(streamImage).optional();

/** A record of a table stream in the form that Lambda hands to a function. */
export const StreamRecord = z.looseObject({
  dynamodb: z.looseObject({
    SequenceNumber: z.string(),
    ApproximateCreationDateTime: z.number(),
    NewImage: Image,
    OldImage: Image,
  }),
});
export type StreamRecord = z.infer<typeof StreamRecord>;

export type BatchContext = {
  mapping: StreamMapping;
  target: LambdaFunction;
  shardId: string;
  streamArn: string;
  /** True once the poller was told to stop: what is under way is then left to its successor. */
  stopped: () => boolean;
  /** Everything up to this record is done with. */
  advance: (record: StreamRecord) => void;
  giveUp: (destination: string, key: string, body: string) => Promise<void>;
  log: (line: string) => void;
};

const Answer = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish(),
});

/**
 * Hands a batch to its function until it is done with, in Lambda's way: retries from the first
 * failed record, bisects when told so, and gives up into the failure destination.
 */
export async function deliverBatch(
  context: BatchContext,
  records: StreamRecord[],
  retries = 0,
): Promise<void> {
  if (records.length === 0 || context.stopped()) return;
  const failedAt = await firstFailure(context, records);
  const done = failedAt === undefined ? records : records.slice(0, failedAt.position);
  const left = records.slice(done.length);
  const last = done.at(-1);
  if (last !== undefined) context.advance(last);
  if (failedAt === undefined || left.length === 0 || context.stopped()) return;
  const { mapping } = context;
  if (mapping.bisect && left.length > 1 && failedAt.position === 0) {
    const middle = Math.ceil(left.length / 2);
    await deliverBatch(context, left.slice(0, middle), retries);
    return await deliverBatch(context, left.slice(middle), retries);
  }
  const counted = done.length > 0 ? 0 : retries + 1;
  if (counted > mapping.retriesMax || ageOf(left) > mapping.recordAgeMaxMs) {
    await abandon(context, { records: left, retries: counted, reason: failedAt.reason });
    return;
  }
  await sleep(Math.min(100 * 2 ** counted, 2_000));
  await deliverBatch(context, left, counted);
}

type Failure = { position: number; reason: string };

/** Where in the batch the function failed; undefined when all of it is done. */
async function firstFailure(
  { mapping, target }: BatchContext,
  records: StreamRecord[],
): Promise<Failure | undefined> {
  const invocation = await target.invoke(eventOf(records));
  if (!invocation.ok) {
    return {
      position: 0,
      reason: `${invocation.error.errorType}: ${invocation.error.errorMessage}`,
    };
  }
  if (!mapping.reportsItemFailures) return undefined;
  const answer = Answer.safeParse(JSON.parse(invocation.payload) ?? {});
  if (!answer.success) return { position: 0, reason: 'the answer cannot be read' };
  const failures = answer.data.batchItemFailures ?? [];
  if (failures.length === 0) return undefined;
  const positions = failures.map(({ itemIdentifier }) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  // A number that is not in the batch fails all of it, as on AWS.
  return { position: Math.max(0, Math.min(...positions)), reason: 'items were reported as failed' };
}

async function abandon(
  context: BatchContext,
  { records, retries, reason }: { records: StreamRecord[]; retries: number; reason: string },
): Promise<void> {
  const { mapping, target, shardId, streamArn } = context;
  const [first] = records;
  const last = records.at(-1);
  if (first === undefined || last === undefined) return;
  context.log(`${target.id}: gave up ${records.length} stream records: ${reason}`);
  if (mapping.failureDestination !== undefined) {
    const now = new Date().toISOString();
    const record: JsonObject = {
      requestContext: {
        requestId: randomUUID(),
        functionArn: target.arn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: retries,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: now,
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: first.dynamodb.SequenceNumber,
        endSequenceNumber: last.dynamodb.SequenceNumber,
        batchSize: records.length,
        streamArn,
      },
      payload: JSON.stringify(eventOf(records)),
    };
    const day = now.slice(0, 10).replaceAll('-', '/');
    const key = `aws/lambda/${mapping.id}/${shardId}/${day}/${now}-${randomUUID()}`;
    await context.giveUp(mapping.failureDestination, key, JSON.stringify(record));
  }
  context.advance(last);
}

function eventOf(records: StreamRecord[]): Json {
  // Records come out of a JSON answer; zod's loose objects only forget that.
  return { Records: records as unknown as Json };
}

function ageOf([first]: StreamRecord[]): number {
  const created = first?.dynamodb.ApproximateCreationDateTime ?? 0;
  return Date.now() - created * 1_000;
}
