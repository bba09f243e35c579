import type { HeldResponse } from '../../surveys/abuse/held-response.ts';
import type { HoldOutcome, QuarantineStore } from '../../surveys/abuse/ports.ts';
import type { InvitationUse } from '../../surveys/invitation.ts';
import type { Database } from './database.ts';
import { readInvitationItem } from './invitation-item.ts';
import { controlKeys, customerKeys } from './keys.ts';
import { isLive } from './partial-store.ts';
import { heldItem, heldSchema } from './quarantine-item.ts';
import { besideResponse } from './response-alongside.ts';
import { type TransactItem, transact } from './transact.ts';

type About = Parameters<QuarantineStore['hold']>[1];

const putHeld = (database: Database, held: HeldResponse): TransactItem => ({
  Put: {
    TableName: database.table('control'),
    Item: heldItem(held),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** Puts a response into quarantine with what hangs on it, all or nothing. */
export const holdResponse =
  (database: Database): QuarantineStore['hold'] =>
  (held, about) =>
    held.link ? holdLinked(database, held, about) : holdAnonymous(database, held, about);

/** It uses its right up: nothing may lead from a link or a credential to the answers, so nothing can free it again. */
const holdAnonymous = async (
  database: Database,
  held: HeldResponse,
  { source, at, partial }: About,
): Promise<HoldOutcome> => {
  const alongside = { source, at, counted: [], partial };
  const beside = besideResponse(database, held.surveyId, alongside, true);
  const items = beside.map(({ item }) => item);
  const answer = await transact(database, [putHeld(database, held), ...items]);
  // An id that is taken belongs to an earlier attempt of the same request.
  const isHeld =
    answer.committed || (answer.refusals[0]?.failed === true && source.kind === 'open');
  return { kind: isHeld ? 'held' : 'again' };
};

/** Marks an invitation that is usable by then, and leaves it so: a program that fills in forms must not take its customer's turn. */
const rememberHeld = (
  { table }: Database,
  invitationId: string,
  use: InvitationUse,
): TransactItem => ({
  Update: {
    TableName: table('control'),
    Key: controlKeys.invitation(invitationId),
    UpdateExpression: 'SET held = :use',
    ConditionExpression:
      'attribute_exists(pk) AND attribute_not_exists(#used) AND attribute_not_exists(revokedAt) AND (attribute_not_exists(expiresAt) OR expiresAt > :at) AND attribute_not_exists(held)',
    ExpressionAttributeNames: { '#used': 'used' },
    ExpressionAttributeValues: { ':use': use, ':at': use.at },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

const holdLinked = async (
  database: Database,
  held: HeldResponse,
  { at, hash }: About,
): Promise<HoldOutcome> => {
  if (!held.link) throw new Error(`${held.id} has no link`);
  const { invitationId, customerId } = held.link;
  const answer = await transact(database, [
    putHeld(database, held),
    rememberHeld(database, invitationId, { responseId: held.id, hash, at }),
    {
      Put: {
        TableName: database.table('customers'),
        Item: { ...customerKeys.held(customerId, held.id), _v: heldSchema },
      },
    },
    isLive(database, customerId),
  ]);
  if (answer.committed) return { kind: 'held' };
  const [, invitation, , customer] = answer.refusals;
  if (customer?.failed) return { kind: 'customer_gone' };
  const { held: use } = invitation?.item ? readInvitationItem(invitation.item) : {};
  return use ? { kind: 'there', use } : { kind: 'again' };
};
