import type { RecipientOf } from '../../asking/recipient.ts';
import { askShardOf } from './ask-queue.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { recipientKey } from './recipient-item.ts';
import { transact } from './transact.ts';
import { countUpdate } from './wave-item.ts';

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
