import type { AskCarrier } from '../events/voice-facts.ts';
import { derivedIds, type Id } from '../shared/ids.ts';
import { epochMs, type Instant } from '../shared/time.ts';
import type { AskChannel } from './ask-log.ts';
import type { Occurrence } from './wave.ts';

/** Why a customer who was drawn is not asked. */
export const skipReasons = [
  'no_consent',
  'no_channel',
  'asked_recently',
  'answered_recently',
  'survey_closed',
  'customer_gone',
] as const;
export type SkipReason = (typeof skipReasons)[number];

export const recipientStatuses = [
  'due',
  'waiting',
  'sent',
  'reminded',
  'answered',
  'skipped',
  'failed',
] as const;
export type RecipientStatus = (typeof recipientStatuses)[number];

/** One customer of one occurrence. `waiting`: due, but it is quiet where the customer lives. */
export interface Recipient {
  readonly customerId: string;
  readonly waveId: string;
  readonly occurrence: Occurrence;
  readonly status: RecipientStatus;
  readonly reason: SkipReason | null;
  readonly channel: Exclude<AskChannel, 'link'> | null;
  readonly carrier: AskCarrier | null;
  /** When the job looks at it next; null when nothing is to come. */
  readonly dueAt: Instant | null;
  readonly sentAt: Instant | null;
  readonly reminders: number;
  /** Counts the moves: each is made on condition of it. */
  readonly moves: number;
  /** Code of the mail service for an address that it refused. */
  readonly failure: string | null;
}

/** Names the occurrence of a wave. */
export interface RecipientOf {
  readonly waveId: string;
  readonly occurrence: Occurrence;
}

/** A customer as the selection found them: to be asked, or why not. */
export const newRecipient = (
  of: RecipientOf,
  customerId: string,
  found: { readonly dueAt: Instant } | { readonly reason: SkipReason },
): Recipient => ({
  customerId,
  waveId: of.waveId,
  occurrence: of.occurrence,
  status: 'dueAt' in found ? 'due' : 'skipped',
  reason: 'reason' in found ? found.reason : null,
  channel: null,
  carrier: null,
  dueAt: 'dueAt' in found ? found.dueAt : null,
  sentAt: null,
  reminders: 0,
  moves: 0,
  failure: null,
});

/** The invitation of a recipient: its id follows from who is asked what when, so that no repeat makes another. */
export const invitationIdOf = (
  { waveId, occurrence }: RecipientOf,
  customerId: string,
): Id<'invitation'> =>
  derivedIds(
    `${waveId}#${occurrence}#${customerId}`,
    epochMs(`${occurrence}T00:00:00Z`),
  )('invitation');
