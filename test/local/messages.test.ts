import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseObject } from '../../infra/local/json.ts';
import { type FixtureRuntime, jsonOf, startFixture } from './support.ts';

let runtime: FixtureRuntime;
beforeAll(async () => {
  runtime = await startFixture();
});
afterEach(() => runtime.faults.clear());
afterAll(() => runtime.stop());

/** Keys that the relay has told the bus of, in order. */
const relayed = () =>
  runtime.bus
    .recent()
    .filter(({ detailType }) => detailType === 'item.written')
    .map(({ detail }) => (detail as { pk: string }).pk);

const write = async (...keys: string[]) => {
  for (const pk of keys) await runtime.act('put', { pk, told: true });
};

describe('a table stream', () => {
  it('hands over what the filter asks for, in order', async () => {
    await runtime.act('put', { pk: 'untold' });
    await write('one', 'two', 'three');
    await runtime.act('put', { pk: 'two', told: true, changed: true });
    await runtime.settled();
    expect(relayed()).toEqual(['one', 'two', 'three']);
  });

  it('retries from the failed record on, gives it up into the bucket, and goes on', async () => {
    await write('before');
    const held = { none: {}, of: [{}, [], 'text'] };
    await runtime.act('put', { pk: 'poison', told: true, held });
    await write('after');
    await runtime.settled();
    expect(relayed().slice(3)).toEqual(['before', 'after']);
    const [key = '', ...others] = await runtime.buckets.keys('Failed');
    expect(others).toEqual([]);
    expect(key).toMatch(/^aws\/lambda\/RelayStream\/shardId-/);
    const failed = parseObject(await runtime.buckets.read('Failed', key));
    expect(failed).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    // DynamoDB Local writes an empty map without its type; the streams of AWS do not.
    const list = { L: [{ M: {} }, { L: [] }, { S: 'text' }] };
    const image = { pk: { S: 'poison' }, held: { M: { none: { M: {} }, of: list } } };
    expect(parseObject(String(failed['payload']))).toMatchObject({
      Records: [{ dynamodb: { NewImage: image } }],
    });
  });

  it('loses nothing when its function is killed or reading starts anew', async () => {
    const keys = Array.from({ length: 30 }, (_, position) => `k${position}`);
    const writing = write(...keys);
    await runtime.streams.killReaders();
    await runtime.streams.stop();
    await writing;
    runtime.streams.start();
    await runtime.streams.killReaders();
    await runtime.settled();
    expect([...new Set(relayed().filter((pk) => /^k\d/.test(pk)))]).toEqual(keys);
  });
});

describe('the bus', () => {
  it('hands an event to the targets of the rules that it fits', async () => {
    await runtime.act('publish', { details: [{ a: 1 }] });
    await runtime.act('publish', { details: [{ a: 2 }], type: 'other.happened' });
    await runtime.settled();
    const copies = runtime.queues.of('Copies').map(({ body }) => parseObject(body));
    expect(copies).toMatchObject([
      { source: 'fixture', 'detail-type': 'thing.happened', detail: { a: 1 }, version: '0' },
    ]);
  });

  it('shows what was published, newest last', async () => {
    await runtime.act('publish', { details: [{ last: true }] });
    const { data } = await jsonOf(fetch(`${runtime.url}/_local/bus`));
    expect(Array.isArray(data) && data.at(-1)).toMatchObject({
      id: expect.any(String),
      source: 'fixture',
      detailType: 'thing.happened',
      detail: { last: true },
      time: expect.stringMatching(/Z$/),
    });
    expect((await fetch(`${runtime.url}/_local/bus?limit=1`)).status).toBe(400);
  });

  it('keeps the last 1,000', async () => {
    for (let count = 0; count <= 1_000; count += 1) {
      runtime.bus.publish({ Source: 'x', DetailType: 'y', Detail: `{"count":${count}}` });
    }
    expect(runtime.bus.recent()).toHaveLength(1_000);
    expect(runtime.bus.recent()[0]?.detail).toEqual({ count: 1 });
  });

  it('fails a part of the entries when told so', async () => {
    runtime.faults.inject([{ kind: 'partial', probability: 1 }]);
    const { body } = await runtime.act('publish', { details: [{ p: 1 }, { p: 2 }, { p: 3 }] });
    expect(body).toMatchObject({
      FailedEntryCount: 1,
      Entries: [
        { EventId: expect.any(String) },
        { ErrorCode: 'ThrottlingException' },
        { EventId: expect.any(String) },
      ],
    });
  });
});

it('an event that its function cannot handle ends at the failure destination after its retries', async () => {
  const before = runtime.functions.get('Subscriber').invocations;
  await runtime.act('publish', { details: [{ fail: 'always' }] });
  await runtime.settled();
  expect(runtime.functions.get('Subscriber').invocations - before).toBe(2);
  expect(runtime.queues.of('DeadLetters').map(({ body }) => parseObject(body))).toMatchObject([
    {
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { detail: { fail: 'always' } },
      responsePayload: { errorMessage: 'cannot handle always' },
    },
  ]);
});
