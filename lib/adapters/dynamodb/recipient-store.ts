import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { RecipientStore } from '../../asking/ports.ts';
import type { Recipient } from '../../asking/recipient.ts';
import { queueKey, queuePut, readQueueKey } from './ask-queue.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { patiently } from './patience.ts';
import { queryFirst } from './query.ts';
import { answered } from './recipient-delivery.ts';
import { readRecipientItem, recipientItem, recipientKey } from './recipient-item.ts';
import { listRecipients } from './recipient-list.ts';
import { moveRecipient } from './recipient-move.ts';
import { transact } from './transact.ts';

/** Recipients stand beside their customers' profiles, and go with them; the queue stands in the control table. */
export const recipientStore = (database: Database): RecipientStore => ({
  put: (recipients) => Promise.all(recipients.map((recipient) => put(database, recipient))),
  find: (of, customerId) => find(database, recipientKey(of, customerId)),
  due: (shard, now, limit) => {
    const query = {
      TableName: database.table('control'),
      // `~` is behind every letter: entries of this very instant are due.
      KeyConditionExpression: 'pk = :shard AND sk <= :now',
      ExpressionAttributeValues: {
        ':shard': controlKeys.askQueue(shard, '').pk,
        ':now': `${now}~`,
      },
      ConsistentRead: true,
      Limit: limit,
    };
    return queryFirst(database, query, ({ sk }) => readQueueKey(String(sk)));
  },
  move: (move) => moveRecipient(database, move),
  drop: async (entry) => {
    const TableName = database.table('control');
    await database.client.send(new DeleteCommand({ TableName, Key: queueKey(entry) }));
  },
  answered: (of, customerId) => answered(database, of, customerId),
  list: (waveId, page) => listRecipients(database, waveId, page),
});

const find = async (
  { client, table }: Database,
  Key: Readonly<Record<string, string>>,
): Promise<Recipient | undefined> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: table('customers'), Key, ConsistentRead: true }),
  );
  return Item && readRecipientItem(Item);
};

/** Puts one recipient and its place in the queue where there is none; otherwise says what stands there. */
const put = async (database: Database, recipient: Recipient): Promise<Recipient> => {
  const { customerId, waveId, occurrence, dueAt } = recipient;
  const outcome = await patiently(() =>
    transact(database, [
      {
        Put: {
          TableName: database.table('customers'),
          Item: recipientItem(recipient),
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      ...(dueAt === null
        ? []
        : [queuePut(database, { kind: 'wave', customerId, waveId, occurrence, dueAt })]),
    ]),
  );
  if (outcome.committed) return recipient;
  const [refusal] = outcome.refusals;
  if (refusal?.item === undefined)
    throw new ConditionalCheckFailedException({
      message: 'a recipient was neither put nor there',
      $metadata: {},
    });
  return readRecipientItem(refusal.item);
};
