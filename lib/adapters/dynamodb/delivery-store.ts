import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DeliveryStore, DueMessage, Settled } from '../../asking/ports.ts';
import { askShardOf } from './ask-queue.ts';
import { followUpUpdate } from './case-question-store.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { patiently } from './patience.ts';
import { recipientKey } from './recipient-item.ts';
import { type TransactItem, transact } from './transact.ts';
import { countUpdate } from './wave-item.ts';

/** What became of messages, where each is claimed: the recipient of a wave, the invitation of a case. */
export const deliveryStore = (database: Database): DeliveryStore => ({
  claim: (message, at) => claim(database, message, at),
  settle: (message, settled) => settle(database, message, settled),
});

/** The attribute that says what became of a message: `sending` from the claim on. */
const mailOf = ({ reminder }: DueMessage): string => `mail${reminder}`;

const placeOf = ({ table }: Database, { origin, customerId, invitationId }: DueMessage) =>
  origin.kind === 'wave'
    ? { TableName: table('customers'), Key: recipientKey(origin, customerId) }
    : { TableName: table('control'), Key: controlKeys.invitation(invitationId) };

/** The right to send one message, given once. */
const claim = async (database: Database, message: DueMessage, at: string): Promise<boolean> => {
  const isFirst = 'attribute_exists(pk) AND attribute_not_exists(#mail)';
  try {
    await patiently(() =>
      database.client.send(
        new UpdateCommand({
          ...placeOf(database, message),
          UpdateExpression: 'SET #mail = :sending',
          ConditionExpression: isFirst,
          ExpressionAttributeNames: { '#mail': mailOf(message) },
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

/** Writes how a claimed message ended. */
const settle = async (database: Database, message: DueMessage, settled: Settled): Promise<void> => {
  const ended = mailUpdate(database, message, settled);
  const { origin, customerId, invitationId } = message;
  if (settled.outcome !== 'failed') {
    await transact(database, [ended]);
    return;
  }
  if (origin.kind === 'wave') {
    const key = controlKeys.waveCount(origin.waveId, askShardOf(customerId));
    await transact(database, [ended, ...countUpdate(database, key, { failed: 1 })]);
    return;
  }
  await transact(database, [ended]);
  const told = { way: 'by_hand', reason: 'address_refused', leavesAt: null } as const;
  // Refused where the case waits for no answer any more.
  await transact(database, [
    followUpUpdate(database, { caseId: origin.caseId, invitationId }, told),
  ]);
};

/** A refused address ends the recipient of a wave; an invitation stays what it is. */
const mailUpdate = (database: Database, message: DueMessage, settled: Settled): TransactItem => {
  const names = { '#mail': mailOf(message) };
  const condition = {
    ...placeOf(database, message),
    ConditionExpression: 'attribute_exists(#mail)',
  };
  if (settled.outcome === 'released')
    return {
      Update: {
        ...condition,
        UpdateExpression: 'REMOVE #mail',
        ExpressionAttributeNames: names,
      },
    };
  const mail = { ':mail': { state: settled.outcome, at: settled.at } };
  const endsRecipient = settled.outcome === 'failed' && message.origin.kind === 'wave';
  if (!endsRecipient)
    return {
      Update: {
        ...condition,
        UpdateExpression: 'SET #mail = :mail',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: mail,
      },
    };
  return {
    Update: {
      ...condition,
      UpdateExpression: 'SET #mail = :mail, #status = :failed, failure = :code',
      ExpressionAttributeNames: { ...names, '#status': 'status' },
      ExpressionAttributeValues: { ...mail, ':failed': 'failed', ':code': settled.code },
    },
  };
};
