import type { Invitation } from '../../surveys/invitation.ts';
import type { Database } from './database.ts';
import { invitationItem } from './invitation-item.ts';
import type { TransactItem } from './transact.ts';

/** A new invitation as part of a transaction. */
export const invitationPut = (database: Database, invitation: Invitation): TransactItem => ({
  Put: {
    TableName: database.table('control'),
    Item: invitationItem(invitation),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});
