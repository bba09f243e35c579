import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Invitation, InvitationUse } from '../../surveys/invitation.ts';
import type { CustomerStatuses, InvitationStore, RecordOutcome } from '../../surveys/ports.ts';
import type { Database } from './database.ts';
import { invitationItem, readInvitationItem } from './invitation-item.ts';
import { controlKeys } from './keys.ts';
import type { TransactItem } from './transact.ts';

/** Invitations in the control table. Their tokens are nowhere. */
export const invitationStore = (database: Database): InvitationStore => ({
  insert: (invitation) => insert(database, invitation),
  find: (invitationId) => find(database, invitationId),
});

const insert = async ({ client, table }: Database, invitation: Invitation): Promise<void> => {
  try {
    await client.send(
      new PutCommand({
        TableName: table('control'),
        Item: invitationItem(invitation),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

const find = async (
  { client, table }: Database,
  invitationId: string,
): Promise<Invitation | undefined> => {
  const { Item } = await client.send(
    new GetCommand({
      TableName: table('control'),
      Key: controlKeys.invitation(invitationId),
      ConsistentRead: true,
    }),
  );
  return Item && readInvitationItem(Item);
};

/** Uses an invitation: refused when it was used or has expired by then. */
export const useInvitation = (
  database: Database,
  invitationId: string,
  use: true | InvitationUse,
  at: string,
): TransactItem => ({
  Update: {
    TableName: database.table('control'),
    Key: controlKeys.invitation(invitationId),
    UpdateExpression: 'SET #used = :use',
    ConditionExpression:
      'attribute_exists(pk) AND attribute_not_exists(#used) AND (attribute_not_exists(expiresAt) OR expiresAt > :at)',
    ExpressionAttributeNames: { '#used': 'used' },
    ExpressionAttributeValues: { ':use': use, ':at': at },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** Why an invitation could not be used, from the item that stood there. One that is gone went with its customer. */
export const invitationRefusal = (
  item: Readonly<Record<string, unknown>> | undefined,
): RecordOutcome => {
  if (!item) return 'customer_gone';
  return readInvitationItem(item).used === false ? 'link_expired' : 'link_used';
};

const ScoreStatus = z.object({ id: z.string(), st: z.enum(['live', 'merged', 'erased']) });

/** The status that the compact records carry; up to 100 ids. */
export const customerStatuses =
  ({ client, table }: Database): CustomerStatuses =>
  async (customerIds) => {
    const name = table('scores');
    const statuses = new Map<string, 'live' | 'merged' | 'erased'>();
    let keys: Record<string, unknown>[] = customerIds.map((id) => ({ id }));
    while (keys.length > 0) {
      const answer = await client.send(
        new BatchGetCommand({
          RequestItems: {
            [name]: { Keys: keys, ProjectionExpression: 'id, st', ConsistentRead: true },
          },
        }),
      );
      for (const item of answer.Responses?.[name] ?? []) {
        const { id, st } = ScoreStatus.parse(item);
        statuses.set(id, st);
      }
      keys = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    }
    return statuses;
  };
