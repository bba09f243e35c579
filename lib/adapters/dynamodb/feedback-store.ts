import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../../events/ledger-event.ts';
import { itemOfEntry } from '../../feedback/entry-id.ts';
import type { Feedback } from '../../feedback/feedback.ts';
import type { CommitWithItem, FeedbackStore, InsertOutcome } from '../../feedback/ports.ts';
import type { StandsAnew } from '../../recovery/ports.ts';
import type { Database } from './database.ts';
import {
  feedbackInsert,
  feedbackKeys,
  feedbackReplacement,
  feedbackSchema,
  readFeedbackItem,
  signatureItem,
} from './feedback-item.ts';
import { walkFeedback } from './feedback-list.ts';
import { commitIntake } from './intake-store.ts';
import { customerKeys } from './keys.ts';
import { type TransactItem, transact } from './transact.ts';

/** What people said, in the events table beside the ledgers, so that an item and its entry change together. */
export const feedbackStore = (database: Database): FeedbackStore => ({
  find: (id) => findFeedback(database, id),
  insert: (feedback, signatures, entry) =>
    entry
      ? insertEntered(database, feedback, { signatures, entry })
      : insert(database, feedback, signatures),
  replace: (feedback) => replaceFeedback(database, feedback),
  walk: (query) => walkFeedback(database, query),
});

export const findFeedback = async (
  { client, table }: Database,
  id: string,
): Promise<Feedback | undefined> => {
  const { Item } = await client.send(
    new GetCommand({
      TableName: table('events'),
      Key: feedbackKeys.item(id),
      ConsistentRead: true,
    }),
  );
  return Item && readFeedbackItem(Item);
};

const insert = async (
  database: Database,
  feedback: Feedback,
  signatures: readonly string[],
): Promise<InsertOutcome> => {
  const answer = await transact(database, [
    ...itemWithSignatures(database, feedback, signatures),
    ...wordsNote(database, feedback),
  ]);
  if (answer.committed) return { kind: 'inserted' };
  const [item, ...others] = answer.refusals;
  if (item?.failed) return { kind: 'exists' };
  const held = others.slice(0, signatures.length).find(({ failed }) => failed);
  return held ? duplicateOf(held) : { kind: 'customer_gone' };
};

const duplicateOf = ({ item }: { readonly item?: Readonly<Record<string, unknown>> }) => ({
  kind: 'duplicate' as const,
  of: String(item?.['feedback']),
});

const itemWithSignatures = (
  database: Database,
  feedback: Feedback,
  signatures: readonly string[],
): readonly TransactItem[] => [
  feedbackInsert(database, feedback),
  ...signatures.map(
    (hash): TransactItem => ({
      Put: {
        TableName: database.table('events'),
        Item: signatureItem(hash, feedback.id),
        ConditionExpression: 'attribute_not_exists(ledger)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    }),
  ),
];

/** An item whose author is known: in one transaction with the entry in their ledger. */
const insertEntered = async (
  database: Database,
  feedback: Feedback,
  {
    signatures,
    entry,
  }: { readonly signatures: readonly string[]; readonly entry: EventOf<'feedback'> },
): Promise<InsertOutcome> => {
  const outcome = await commitIntake(
    database,
    entry,
    itemWithSignatures(database, feedback, signatures),
  );
  switch (outcome.kind) {
    case 'committed':
      return { kind: 'inserted' };
    case 'customer_not_found':
    case 'customer_erased':
      return { kind: 'customer_gone' };
    // The id of an entry is that of the item.
    case 'known':
      return { kind: 'exists' };
    case 'refused': {
      const [first] = outcome.by.flatMap((one) => (one.what === 'alongside' ? [one] : []));
      return first && first.index > 0 ? duplicateOf(first) : { kind: 'exists' };
    }
  }
};

/**
 * What a customer's words leave beside the profile of one who is still there while they stand in no ledger: those
 * of a copy, and those that are matched and not entered yet. An erasure finds them by that.
 */
const wordsNote = (
  { table }: Database,
  { id, match, counted }: Feedback,
): readonly TransactItem[] => {
  if (match === null || counted !== null) return [];
  return [
    {
      Put: {
        TableName: table('customers'),
        Item: { ...customerKeys.words(match.customerId, id), _v: feedbackSchema },
      },
    },
    {
      ConditionCheck: {
        TableName: table('scores'),
        Key: { id: match.customerId },
        ConditionExpression: 'st = :live',
        ExpressionAttributeValues: { ':live': 'live' },
      },
    },
  ];
};

export const replaceFeedback = async (database: Database, feedback: Feedback): Promise<boolean> => {
  const note = wordsNote(database, feedback);
  if (note.length > 0) {
    const Put = feedbackReplacement(database, feedback);
    return (await transact(database, [{ Put }, ...note])).committed;
  }
  try {
    await database.client.send(new PutCommand(feedbackReplacement(database, feedback)));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** A review that was edited is entered anew, unless it has become somebody else's. */
export const standsAnew =
  (database: Database): StandsAnew =>
  async ({ eventId, customerId }) => {
    const item = itemOfEntry(eventId);
    const feedback = item === undefined ? undefined : await findFeedback(database, item);
    return feedback?.match?.customerId === customerId && feedback.counted?.eventId !== eventId;
  };

/** The entry in the ledger, its effect on the statistics and the item, all or nothing. */
export const commitWithItem =
  (database: Database): CommitWithItem =>
  async (event, feedback) => {
    const outcome = await commitIntake(database, event, [
      { Put: feedbackReplacement(database, feedback) },
    ]);
    switch (outcome.kind) {
      case 'committed':
        return 'committed';
      case 'customer_not_found':
      case 'customer_erased':
        return 'customer_gone';
      // The id of an entry is new with every write of the item: somebody else has made both.
      case 'known':
        return 'stale';
      case 'refused':
        return outcome.by.some(({ what }) => what === 'target_voided') ? 'taken_back' : 'stale';
    }
  };
