import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Delivery, Settled } from '../../asking/ports.ts';
import type { RecipientOf } from '../../asking/recipient.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { patiently } from './patience.ts';
import { askShardOf, recipientKey } from './recipient-item.ts';
import { transact } from './transact.ts';
import { countUpdate } from './wave-item.ts';

/** The attribute that says what became of a message: `sending` from the claim on. */
const mailOf = (reminder: number): string => `mail${reminder}`;

type Key = Readonly<Record<string, string>>;

/** The right to send one message, given once. */
export const claim = async (
  { client, table }: Database,
  Key: Key,
  { reminder, at }: Delivery,
): Promise<boolean> => {
  const isFirst = 'attribute_exists(pk) AND attribute_not_exists(#mail)';
  try {
    await patiently(() =>
      client.send(
        new UpdateCommand({
          TableName: table('customers'),
          Key,
          UpdateExpression: 'SET #mail = :sending',
          ConditionExpression: isFirst,
          ExpressionAttributeNames: { '#mail': mailOf(reminder) },
          ExpressionAttributeValues: { ':sending': { state: 'sending', at } },
        }),
      ),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

interface Whose {
  readonly of: RecipientOf;
  readonly customerId: string;
}

/** Writes how a claimed message ended; a refused address ends the recipient, and is counted. */
export const settle = async (
  database: Database,
  { of, customerId }: Whose,
  settled: Settled,
): Promise<void> => {
  const mail = mailOf(settled.reminder);
  const isClaimed = 'attribute_exists(#mail)';
  const failed = settled.outcome === 'failed';
  const update = {
    delivered: 'SET #mail = :mail',
    released: 'REMOVE #mail',
    failed: 'SET #mail = :mail, #status = :failed, failure = :code',
  }[settled.outcome];
  await transact(database, [
    {
      Update: {
        TableName: database.table('customers'),
        Key: recipientKey(of, customerId),
        UpdateExpression: update,
        ConditionExpression: isClaimed,
        ExpressionAttributeNames: { '#mail': mail, ...(failed ? { '#status': 'status' } : {}) },
        ...(settled.outcome === 'released'
          ? {}
          : {
              ExpressionAttributeValues: {
                ':mail': { state: settled.outcome, at: settled.at },
                ...(failed ? { ':failed': 'failed', ':code': settled.code } : {}),
              },
            }),
      },
    },
    ...countUpdate(
      database,
      controlKeys.waveCount(of.waveId, askShardOf(customerId)),
      failed ? { failed: 1 } : {},
    ),
  ]);
};

/** An answer ends the reminders: the queue's entry then finds that nothing is to come. Counted once. */
export const answered = async (
  database: Database,
  of: RecipientOf,
  customerId: string,
): Promise<void> => {
  const isFirst = 'attribute_exists(pk) AND #status <> :answered';
  await transact(database, [
    {
      Update: {
        TableName: database.table('customers'),
        Key: recipientKey(of, customerId),
        // A reminder that is being decided on at this moment is decided again.
        UpdateExpression: 'SET #status = :answered, moves = moves + :one',
        ConditionExpression: isFirst,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':answered': 'answered', ':one': 1 },
      },
    },
    ...countUpdate(database, controlKeys.waveCount(of.waveId, askShardOf(customerId)), {
      answered: 1,
    }),
  ]);
};
