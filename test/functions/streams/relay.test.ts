import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/streams/relay.ts';
import { eventItem } from '../../../lib/adapters/dynamodb/event-item.ts';
import { newScoreItem } from '../../../lib/adapters/dynamodb/score-item.ts';
import { type MessageType, messageSource, messages } from '../../../lib/contract/messages.ts';
import type { Fact } from '../../../lib/events/ledger-event.ts';
import { at, customerId, event } from '../../events/ledgers.ts';

interface Entry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: MessageType;
  readonly Detail: string;
}

let server: Server;
/** What arrived at the bus, call by call, and positions of entries (counted over all calls) that it refuses. */
let calls: Entry[][] = [];
let refused = new Set<number>();

/** EventBridge's PutEvents on loopback. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { Entries }: { Entries: Entry[] } = JSON.parse(Buffer.concat(chunks).toString());
      const before = calls.flat().length;
      calls.push(Entries);
      const answers = Entries.map((_, index) =>
        refused.has(before + index) ? { ErrorCode: 'InternalFailure' } : { EventId: `id${index}` },
      );
      const FailedEntryCount = answers.filter((answer) => 'ErrorCode' in answer).length;
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ FailedEntryCount, Entries: answers }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_EVENTBRIDGE: `http://127.0.0.1:${port}`,
    BUS_NAME: 'the-bus',
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  calls = [];
  refused = new Set();
});

let sequence = 0;
const record = (
  image: Record<string, unknown>,
  eventName: 'INSERT' | 'MODIFY' = 'INSERT',
): DynamoDBRecord => {
  sequence += 1;
  const NewImage = marshall(image, { removeUndefinedValues: true });
  // The SDK's attribute values and those of the Lambda types are the same JSON.
  return { eventName, dynamodb: { SequenceNumber: `s${sequence}`, NewImage } } as DynamoDBRecord;
};
const factRecord = (fact: Fact, id = 'e1') => record(eventItem(event(fact, { id, day: 0 })));
const purchases = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    factRecord({ type: 'purchase', orderId: 'o', amount: 1 }, `p${index}`),
  );
const publishedOf = () =>
  calls.flat().map(({ DetailType, Detail }) => ({ type: DetailType, detail: JSON.parse(Detail) }));

describe('relay', () => {
  it('publishes each type of event that somebody waits for, and no other', async () => {
    const response = {
      type: 'response',
      surveyId: 'svy_1',
      responseId: 'rsp_1',
      surveyVersion: 1,
      metrics: { nps: 9 },
      answers: { q1: 9 },
      texts: { why: 'my secret' },
    } as const;
    const answer = await handler({
      Records: [
        factRecord({ type: 'purchase', orderId: 'secret-order', amount: 1 }),
        factRecord({ type: 'refund', orderId: 'secret-order', amount: 1 }),
        factRecord({ type: 'complaint', text: 'my secret' }),
        factRecord({ type: 'referral', referredCustomerId: 'cus_2' }),
        factRecord({ type: 'visit' }),
        factRecord({ type: 'note', text: 'my secret' }),
        factRecord(response, 'rsp_1'),
        factRecord({ type: 'feedback', channel: 'phone', rating: 2, text: 'my secret' }),
        factRecord({ type: 'erasure', erasureId: 'era_1' }, 'era_1'),
      ],
    });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(publishedOf().map(({ type }) => type)).toEqual([
      'purchase.recorded',
      'refund.recorded',
      'complaint.recorded',
      'referral.recorded',
      'survey.answered',
      'feedback.recorded',
      'customer.erasure_requested',
    ]);
    for (const { type, detail } of publishedOf()) messages[type].parse(detail);
    expect(publishedOf()[0]?.detail).toEqual({
      messageId: `${customerId}#e1`,
      customerId,
      ledgerId: expect.stringMatching(/^led_/),
      eventId: 'e1',
      occurredAt: at(0),
    });
    expect(JSON.stringify(calls)).not.toContain('secret');
    expect(calls[0]?.[0]).toMatchObject({ EventBusName: 'the-bus', Source: messageSource });
  });

  it('publishes one message for each class of a change, with the run that found it', async () => {
    const ch = { s: 3, at: at(1), r: 'run_1', t: ['low', 'high'], k: [null, 'low'] };
    await handler({ Records: [record({ ...newScoreItem(customerId), q: 3, ch }, 'MODIFY')] });
    const [tier, risk] = publishedOf();
    expect(tier).toEqual({
      type: 'customer.tier_changed',
      detail: {
        messageId: `${customerId}#3#tier`,
        customerId,
        ledgerId: expect.stringMatching(/^led_/),
        occurredAt: at(1),
        seq: 3,
        from: 'low',
        to: 'high',
        runId: 'run_1',
      },
    });
    expect(risk).toMatchObject({
      type: 'customer.risk_changed',
      detail: { from: null, to: 'low' },
    });
    expect(publishedOf()).toHaveLength(2);
  });

  it('says nothing about marks on old events, clean scores and deletions', async () => {
    const marked = {
      ...eventItem(event({ type: 'complaint' }, { id: 'e', day: 0 })),
      voidedBy: 'v',
    };
    const removed: DynamoDBRecord = { eventName: 'REMOVE', dynamodb: { SequenceNumber: 'x' } };
    await handler({
      Records: [
        record(marked, 'MODIFY'),
        record({ ...newScoreItem(customerId) }, 'MODIFY'),
        removed,
      ],
    });
    expect(calls).toEqual([]);
  });

  it('sends ten messages a call, in the order of the stream', async () => {
    await handler({ Records: purchases(23) });
    expect(calls.map((entries) => entries.length)).toEqual([10, 10, 3]);
    expect(publishedOf().map(({ detail }) => detail.eventId)).toEqual(
      Array.from({ length: 23 }, (_, index) => `p${index}`),
    );
  });

  it('asks for everything again from the first record that the bus refused', async () => {
    refused = new Set([12]);
    const records = purchases(23);
    const answer = await handler({ Records: records });
    const itemIdentifier = records[12]?.dynamodb?.SequenceNumber;
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier }] });
    expect(calls).toHaveLength(2);
  });

  it('asks again for a record of which only the second message was refused', async () => {
    refused = new Set([1]);
    const ch = { s: 1, at: at(1), t: [null, 'low'], g: ['prospect', 'first'] };
    const change = record({ ...newScoreItem(customerId), ch }, 'MODIFY');
    const answer = await handler({ Records: [change] });
    const itemIdentifier = change.dynamodb?.SequenceNumber;
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier }] });
  });
});
