import type { FollowUpWrite } from '../../recovery/ask-follow-up.ts';
import { askLogWrites } from './ask-log-store.ts';
import { queuePut } from './ask-queue.ts';
import type { Database } from './database.ts';
import { eventPut } from './event-item.ts';
import { invitationPut } from './invitation-put.ts';
import type { TransactItem } from './transact.ts';

/** A follow-up as part of the transaction that resolves its case: link, log, and the message or its place in the queue. */
export const followUpWrites = (
  database: Database,
  { customerId, invitation, log, event, entry }: FollowUpWrite,
): readonly TransactItem[] => [
  invitationPut(database, invitation),
  ...askLogWrites(database, customerId, log),
  ...(event ? [eventPut(database, event)] : []),
  ...(entry ? [queuePut(database, entry)] : []),
];
