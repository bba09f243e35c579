import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CaseQuestionStore, QuestionMove } from '../../asking/ports.ts';
import { queueKey, queuePut, queueTake } from './ask-queue.ts';
import type { Database } from './database.ts';
import { eventPut } from './event-item.ts';
import { caseKeys } from './keys.ts';
import { type TransactItem, transact } from './transact.ts';

/** The follow-ups of cases on their way to the customer: in the queue, and as the case tells of them. */
export const caseQuestionStore = (database: Database): CaseQuestionStore => ({
  isAwaited: async (caseId, invitationId) => {
    const { Item } = await database.client.send(
      new GetCommand({
        TableName: database.table('customers'),
        Key: caseKeys.main(caseId),
        ProjectionExpression: '#status, followUp.invitationId',
        ExpressionAttributeNames: { '#status': 'status' },
        ConsistentRead: true,
      }),
    );
    return Item?.['status'] === 'resolved' && Item['followUp']?.invitationId === invitationId;
  },
  move: (move) => moveQuestion(database, move),
  drop: (entry) => drop(database, entry),
});

const drop = async (
  { client, table }: Database,
  entry: Parameters<CaseQuestionStore['drop']>[0],
): Promise<void> => {
  await client.send(new DeleteCommand({ TableName: table('control'), Key: queueKey(entry) }));
};

const moveQuestion = async (
  database: Database,
  { entry, next, event, ...told }: QuestionMove,
): Promise<boolean> => {
  const outcome = await transact(database, [
    queueTake(database, entry),
    followUpUpdate(database, entry, told),
    ...(next ? [queuePut(database, next)] : []),
    ...(event ? [eventPut(database, event)] : []),
  ]);
  if (outcome.committed) return true;
  const [taken, updated] = outcome.refusals;
  if (taken?.failed || !updated?.failed) return false;
  await drop(database, entry);
  return true;
};

interface Question {
  readonly caseId: string;
  readonly invitationId: string;
}

/** What a case tells of its follow-up, while it waits for the answer: a change of the case, so its version counts. */
export const followUpUpdate = (
  { table }: Database,
  { caseId, invitationId }: Question,
  { way, reason, leavesAt }: Pick<QuestionMove, 'way' | 'reason' | 'leavesAt'>,
): TransactItem => ({
  Update: {
    TableName: table('customers'),
    Key: caseKeys.main(caseId),
    UpdateExpression:
      'SET followUp.#channel = :way, followUp.#reason = :reason, followUp.leavesAt = :leaves, #version = #version + :one',
    ConditionExpression: '#status = :resolved AND followUp.invitationId = :invitation',
    ExpressionAttributeNames: {
      '#channel': 'channel',
      '#reason': 'reason',
      '#status': 'status',
      '#version': 'version',
    },
    ExpressionAttributeValues: {
      ':way': way,
      ':reason': reason,
      ':leaves': leavesAt,
      ':one': 1,
      ':resolved': 'resolved',
      ':invitation': invitationId,
    },
  },
});
