import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { publish } from '../../lib/app/relay.ts';
import {
  changeMessages,
  eventMessages,
  type OutgoingMessage,
} from '../../lib/app/stream-messages.ts';

/**
 * Turns writes of events and scores into messages, in the order of the stream. What could not be
 * published comes again from the first such record on, so that no message is lost; those behind it
 * may come twice, under the same id.
 */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const outgoing = Records.flatMap((record) =>
    messagesOf(record).map((message) => ({ record, message })),
  );
  const published = await publish(outgoing.map(({ message }) => message));
  const itemIdentifier = outgoing[published]?.record.dynamodb?.SequenceNumber;
  return { batchItemFailures: itemIdentifier === undefined ? [] : [{ itemIdentifier }] };
};

const messagesOf = ({ eventName, dynamodb }: DynamoDBRecord): readonly OutgoingMessage[] => {
  if (!dynamodb?.NewImage) return [];
  // Both types describe the same JSON; the SDK's is a union, that of the Lambda types one object.
  const image = unmarshall(dynamodb.NewImage as Record<string, AttributeValue>);
  if ('ch' in image) return changeMessages(image);
  return 'ledger' in image && eventName === 'INSERT' ? eventMessages(image) : [];
};
