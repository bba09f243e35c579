import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  type Invitation,
  type InvitationUse,
  isExpired,
  type SignatureUse,
} from '../../surveys/invitation.ts';
import type { CustomerStatuses, InvitationStore } from '../../surveys/ports.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { invitationItem, readInvitationItem } from './invitation-item.ts';
import { controlKeys } from './keys.ts';
import { patiently } from './patience.ts';
import type { TransactItem } from './transact.ts';

/** Invitations in the control table. Their tokens are nowhere. */
export const invitationStore = (database: Database): InvitationStore => ({
  insert: (invitation) => insert(database, invitation),
  find: (invitationId) => find(database, invitationId),
  revoke: (invitationId, at, options) => revoke(database, invitationId, { at, ...options }),
});

/** One that was used is left as it is, unless that would tell: its response stands, and its repeats get their receipt. */
const revoke = async (
  { client, table }: Database,
  invitationId: string,
  { at, evenIfUsed }: { readonly at: string; readonly evenIfUsed: boolean },
): Promise<void> => {
  try {
    await patiently(() =>
      client.send(
        new UpdateCommand({
          TableName: table('control'),
          Key: controlKeys.invitation(invitationId),
          UpdateExpression: 'SET revokedAt = if_not_exists(revokedAt, :at)',
          ...(evenIfUsed
            ? { ConditionExpression: 'attribute_exists(pk)' }
            : {
                ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#used)',
                ExpressionAttributeNames: { '#used': 'used' },
              }),
          ExpressionAttributeValues: { ':at': at },
        }),
      ),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

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

/** How an invitation is met in a transaction: used, or marked as begun. */
export type InvitationMark =
  | { readonly used: true | 'screened_out' | InvitationUse | SignatureUse }
  | { readonly started: true };

/**
 * Marks an invitation that is usable by then. Whoever uses it and knows of no partial response asks
 * that none was begun: it would stay behind.
 */
export const markInvitation = (
  database: Database,
  invitation: { readonly id: string; readonly started: boolean },
  mark: InvitationMark,
  at: string,
): TransactItem => {
  const asksForNone = 'used' in mark && !invitation.started;
  return {
    Update: {
      TableName: database.table('control'),
      Key: controlKeys.invitation(invitation.id),
      UpdateExpression: 'used' in mark ? 'SET #used = :mark REMOVE held' : 'SET started = :mark',
      ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(#used) AND attribute_not_exists(revokedAt) AND (attribute_not_exists(expiresAt) OR expiresAt > :at)${asksForNone ? ' AND attribute_not_exists(started)' : ''}`,
      ExpressionAttributeNames: { '#used': 'used' },
      ExpressionAttributeValues: { ':mark': 'used' in mark ? mark.used : true, ':at': at },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
};

/** Why an invitation could not be marked, from the item that stood there. */
export const invitationRefusal = (
  item: Readonly<Record<string, unknown>> | undefined,
  at: string,
): 'used' | 'refused' | 'stale' => {
  if (!item) return 'refused';
  const invitation = readInvitationItem(item);
  if (invitation.used !== false) return 'used';
  return invitation.revokedAt !== null || isExpired(invitation, at) ? 'refused' : 'stale';
};

const ScoreStatus = z.object({ id: z.string(), st: z.enum(['live', 'merged', 'erased']) });

/** The status that the compact records carry. */
export const customerStatuses =
  (database: Database): CustomerStatuses =>
  async (customerIds) => {
    const keys = customerIds.map((id) => ({ id }));
    const items = await batchGet(database, 'scores', { keys, isStrong: true, only: 'id, st' });
    const records = items.map((item) => ScoreStatus.parse(item));
    return new Map(records.map(({ id, st }) => [id, st]));
  };
