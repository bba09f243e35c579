import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { IntakeOutcome } from '../../events/ports.ts';
import type { RecordAnonymous, RecordIdentified, RecordOutcome } from '../../surveys/ports.ts';
import type { Database } from './database.ts';
import { commitIntake } from './intake-store.ts';
import { invitationRefusal, useInvitation } from './invitation-store.ts';
import { anonymousItem } from './response-item.ts';
import { transact } from './transact.ts';

/** The ledger event, the last answers, the compact record and the use of the link in one transaction. */
export const recordIdentified =
  (database: Database): RecordIdentified =>
  async (event, invitation) => {
    const { responseId, hash, occurredAt: at } = event;
    const outcome = await commitIntake(database, event, [
      useInvitation(database, invitation.id, { responseId, hash, at }, at),
    ]);
    return outcomeOf(outcome);
  };

const outcomeOf = (outcome: IntakeOutcome): RecordOutcome => {
  switch (outcome.kind) {
    case 'committed':
      return 'recorded';
    // The id is new with every request, or that of an earlier attempt of this one, which used the link.
    case 'known':
      return 'link_used';
    case 'customer_not_found':
    case 'customer_erased':
      return 'customer_gone';
    case 'refused': {
      const [refusal] = outcome.by;
      return invitationRefusal(refusal?.what === 'alongside' ? refusal.item : undefined);
    }
  }
};

/** An anonymous response beside the use of its link; nothing in one item leads to the other. */
export const recordAnonymous =
  (database: Database): RecordAnonymous =>
  async (response, link) => {
    const put = {
      TableName: database.table('events'),
      Item: anonymousItem(response),
      ConditionExpression: 'attribute_not_exists(#event)',
      ExpressionAttributeNames: { '#event': 'event' },
    };
    if (!link) return putOnce(database, new PutCommand(put));
    const answer = await transact(database, [
      { Put: put },
      useInvitation(database, link.invitation.id, true, link.at),
    ]);
    return answer.committed ? 'recorded' : invitationRefusal(answer.refusals[1]?.item);
  };

/** An id that is taken belongs to an earlier attempt of the same request. */
const putOnce = async ({ client }: Database, command: PutCommand): Promise<RecordOutcome> => {
  try {
    await client.send(command);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  return 'recorded';
};
