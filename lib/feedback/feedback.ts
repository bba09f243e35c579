import { createHash } from 'node:crypto';
import type { FeedbackChannel } from '../events/voice-facts.ts';
import { contentHash } from '../shared/canonical.ts';
import type { Id } from '../shared/ids.ts';
import type { Instant } from '../shared/time.ts';
import type { GivenRating, NewFeedback } from './new-feedback.ts';
import { onFive } from './rating.ts';

/** What the match of an item rests on. */
export const matchReasons = [
  'given',
  'by_hand',
  'same_email',
  'same_phone',
  'same_external_id',
  'same_name',
  'name_begins_alike',
  'same_city',
  'other_city',
  'own_order',
] as const;
export type MatchReason = (typeof matchReasons)[number];

/** Somebody who may have said it. */
export interface Candidate {
  readonly customerId: string;
  /** 0 to 1 (score-candidates.ts). */
  readonly confidence: number;
  readonly reasons: readonly MatchReason[];
}

export interface Match extends Candidate {
  readonly at: Instant;
  /** Subject of the token, null for the system. */
  readonly by: string | null;
}

/** What an item says, apart from who said it. */
export interface Content {
  readonly occurredAt: Instant;
  readonly rating: GivenRating | null;
  /** The rating on 1 to 5. */
  readonly score: number | null;
  readonly text: string | null;
  readonly language: string | null;
  readonly url: string | null;
  readonly orderId: string | null;
}

/** What the platform showed before the author changed it. */
export interface Earlier {
  readonly revision: number;
  readonly until: Instant;
  readonly score: number | null;
  readonly text: string | null;
}

export interface Reply {
  readonly text: string | null;
  readonly at: Instant;
  readonly by: string;
}

export interface Ignored {
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
}

/** What a customer's ledger holds of an item. */
export interface Counted {
  readonly customerId: string;
  readonly eventId: string;
  readonly revision: number;
}

/** One thing that somebody said, wherever it came from. */
export interface Feedback {
  readonly id: Id<'feedback'>;
  readonly channel: FeedbackChannel;
  readonly source: string;
  readonly externalId: string;
  readonly receivedAt: Instant;
  /** Counts the writes. */
  readonly version: number;
  /** Counts what the author made of it. */
  readonly revision: number;
  readonly hash: string;
  readonly content: Content;
  readonly earlier: readonly Earlier[];
  /** As the platform shows it; gone once the item is matched or ignored. */
  readonly author: Partial<Record<'name' | 'handle' | 'city', string>>;
  /** The item that says the same by the same author, and is counted in place of this one. */
  readonly duplicateOf: string | null;
  readonly match: Match | null;
  readonly candidates: readonly Candidate[];
  readonly counted: Counted | null;
  /** Entries that the item has had in ledgers: the next one takes the next id. */
  readonly entries: number;
  readonly replyDueAt: Instant | null;
  readonly reply: Reply | null;
  readonly ignored: Ignored | null;
  /** Its author was erased: nothing personal is left, and nothing comes back. */
  readonly erased: boolean;
}

export const feedbackStatuses = ['open', 'matched', 'replied', 'ignored'] as const;
export type FeedbackStatus = (typeof feedbackStatuses)[number];

/** How far an item has come: the furthest that was done with it. */
export const statusOf = ({
  ignored,
  reply,
  match,
}: Pick<Feedback, 'ignored' | 'reply' | 'match'>): FeedbackStatus => {
  if (ignored) return 'ignored';
  if (reply) return 'replied';
  return match ? 'matched' : 'open';
};

/** A reply is owed and was not given in time. */
export const isOverdue = (
  { replyDueAt, reply, ignored, duplicateOf }: Feedback,
  now: Instant,
): boolean => replyDueAt !== null && !reply && !ignored && duplicateOf === null && replyDueAt < now;

const idDigits = 26;

/** The same item of a source has the same id whenever it comes, so that it is taken once without a list of what came. */
export const feedbackId = (source: string, externalId: string): Id<'feedback'> =>
  `fbk_${createHash('sha256').update(`${source}\u0000${externalId}`).digest('hex').slice(0, idDigits)}`;

export const contentOf = (given: NewFeedback): Content => ({
  occurredAt: given.occurredAt,
  rating: given.rating ?? null,
  score: given.rating === undefined ? null : onFive(given.rating),
  text: given.text ?? null,
  language: given.language ?? null,
  url: given.url ?? null,
  orderId: given.orderId ?? null,
});

/** Of what is said and when: another spelling of the author's name makes no new revision. */
export const feedbackHash = ({ occurredAt, rating, text }: Content): string =>
  contentHash({ occurredAt, rating, text });
