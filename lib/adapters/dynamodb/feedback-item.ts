import * as z from 'zod';
import { feedbackChannels } from '../../events/voice-facts.ts';
import { type Feedback, matchReasons } from '../../feedback/feedback.ts';
import type { Id } from '../../shared/ids.ts';
import type { Database } from './database.ts';
import { eventKeys } from './keys.ts';
import type { TransactItem } from './transact.ts';

/** Schema number of feedback items; readers upcast older ones. */
export const feedbackSchema = 1;

/** The type that no stream consumer knows: what a customer said leaves with the entry in the ledger. */
const itemType = 'feedback_item';

/** List of all items in the survey index. */
export const feedbackList = 'feedback';

export const feedbackKeys = {
  item: (id: string) => eventKeys.event(`feedback#${id}`, 'item'),
  /** Which item holds a signature. */
  signature: (hash: string) => eventKeys.event(`feedback#same#${hash}`, 'same'),
};

/** Position in lists: the instant at which it was said, then the id. */
export const positionOf = ({ id, content }: Feedback): string => `${content.occurredAt}#${id}`;

const candidate = {
  customerId: z.string(),
  confidence: z.number(),
  reasons: z.array(z.enum(matchReasons)),
};
const nullableText = z.string().nullable();
const act = { at: z.string(), by: z.string() };
const isFeedbackId = (id: string): id is Id<'feedback'> => id.startsWith('fbk_');

const FeedbackItem = z.object({
  _v: z.literal(feedbackSchema),
  id: z.string().refine(isFeedbackId),
  channel: z.enum(feedbackChannels),
  source: z.string(),
  externalId: z.string(),
  receivedAt: z.string(),
  version: z.int(),
  revision: z.int(),
  hash: z.string(),
  content: z.object({
    occurredAt: z.string(),
    rating: z.object({ value: z.number(), min: z.number(), max: z.number() }).nullable(),
    score: z.number().nullable(),
    text: nullableText,
    language: nullableText,
    url: nullableText,
    orderId: nullableText,
  }),
  earlier: z.array(
    z.object({
      revision: z.int(),
      until: z.string(),
      score: z.number().nullable(),
      text: nullableText,
    }),
  ),
  author: z.object({
    name: z.string().exactOptional(),
    handle: z.string().exactOptional(),
    city: z.string().exactOptional(),
  }),
  duplicateOf: nullableText,
  match: z.object({ ...candidate, at: z.string(), by: nullableText }).nullable(),
  candidates: z.array(z.object(candidate)),
  counted: z.object({ customerId: z.string(), eventId: z.string(), revision: z.int() }).nullable(),
  entries: z.int(),
  replyDueAt: nullableText,
  reply: z.object({ ...act, text: nullableText }).nullable(),
  ignored: z.object({ ...act, reason: z.string() }).nullable(),
  erased: z.boolean(),
});

/** Reads a stored item. Throws on one that is none. */
export const readFeedbackItem = (stored: unknown): Feedback => {
  const { _v, id, ...feedback } = FeedbackItem.parse(stored);
  if (!isFeedbackId(id)) throw new Error('a feedback item has the id of something else');
  return { ...feedback, id };
};

const feedbackItem = (feedback: Feedback): Record<string, unknown> => ({
  ...feedbackKeys.item(feedback.id),
  ...eventKeys.survey(feedbackList, feedback.content.occurredAt, feedback.id),
  type: itemType,
  _v: feedbackSchema,
  ...feedback,
});

/** The first write of an item. */
export const feedbackInsert = (database: Database, feedback: Feedback): TransactItem => ({
  Put: {
    TableName: database.table('events'),
    Item: feedbackItem(feedback),
    ConditionExpression: 'attribute_not_exists(ledger)',
  },
});

/** The write of an item over the version before. */
export const feedbackReplacement = (database: Database, feedback: Feedback) => ({
  TableName: database.table('events'),
  Item: feedbackItem(feedback),
  ConditionExpression: 'version = :before',
  ExpressionAttributeValues: { ':before': feedback.version - 1 },
});

export const signatureItem = (hash: string, id: string): Record<string, unknown> => ({
  ...feedbackKeys.signature(hash),
  _v: feedbackSchema,
  feedback: id,
});
