import type { Move } from '../../asking/ports.ts';
import type { Recipient } from '../../asking/recipient.ts';
import { askLogWrites } from './ask-log-store.ts';
import { askShardOf, queuePut, queueTake } from './ask-queue.ts';
import type { Database } from './database.ts';
import { eventPut } from './event-item.ts';
import { invitationPut } from './invitation-put.ts';
import { controlKeys } from './keys.ts';
import { recipientKey } from './recipient-item.ts';
import { type TransactItem, transact } from './transact.ts';
import { countUpdate } from './wave-item.ts';

/**
 * The step of one recipient: the queue entry goes, the recipient moves, the question is recorded with
 * its link, the message leaves, all or nothing. Whoever comes second finds the entry gone.
 */
export const moveRecipient = async (database: Database, move: Move): Promise<boolean> => {
  const { entry, before, after, counts, ask, event } = move;
  const { customerId, waveId } = before;
  const outcome = await transact(database, [
    queueTake(database, entry),
    recipientUpdate(database, before, after),
    ...(after.dueAt === null ? [] : [queuePut(database, { ...entry, dueAt: after.dueAt })]),
    ...(ask
      ? [
          ...askLogWrites(database, customerId, { after: ask.log, before: ask.before }),
          invitationPut(database, ask.invitation),
        ]
      : []),
    ...(event ? [eventPut(database, event)] : []),
    ...countUpdate(database, controlKeys.waveCount(waveId, askShardOf(customerId)), counts),
  ]);
  return outcome.committed;
};

/** Only what a move changes: what became of deliveries stands in the same item. */
const recipientUpdate = (
  { table }: Database,
  before: Recipient,
  { status, reason, channel, carrier, dueAt, sentAt, reminders, moves }: Recipient,
): TransactItem => {
  const changed = { status, reason, channel, carrier, dueAt, sentAt, reminders, moves };
  const names = Object.keys(changed);
  return {
    Update: {
      TableName: table('customers'),
      Key: recipientKey(before, before.customerId),
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: '#moves = :before',
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(changed).map(([name, value]) => [`:${name}`, value])),
        ':before': before.moves,
      },
    },
  };
};
