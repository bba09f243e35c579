import type { Customer } from '../customers/customer.ts';

import type { EventOf, EventType } from '../events/ledger-event.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import type { Page } from '../shared/pages.ts';
import type { Day, Instant } from '../shared/time.ts';
import type { Invitation } from '../surveys/invitation.ts';
import type { AskLog } from './ask-log.ts';
import type { CountChange, Progress, WaveCounts } from './progress.ts';
import type { Recipient, RecipientOf } from './recipient.ts';
import type { Wave } from './wave.ts';

/** A wave with what the job has made of it so far. */
export interface WaveState {
  readonly wave: Wave;
  readonly progress: Progress | null;
  readonly counts: WaveCounts;
}

export interface WaveStore {
  /** Puts a wave and its place on the agenda; false when the id is taken. */
  readonly insert: (wave: Wave, dueAt: Instant | null) => Promise<boolean>;
  /** Strongly consistent. */
  readonly find: (waveId: string) => Promise<WaveState | undefined>;
  /** Replaces a wave that still has this version, with its place on the agenda (null: none). */
  readonly replace: (wave: Wave, version: number, dueAt: Instant | null) => Promise<boolean>;
  /** Removes a wave that still has this version with everything that stands beside it. */
  readonly remove: (wave: Wave) => Promise<boolean>;
  /** Newest first. */
  readonly list: (limit: number, before?: string) => Promise<Page<WaveState, string>>;
  /** Waves whose next occurrence, or the rest of the latest, is due. */
  readonly agenda: (now: Instant) => Promise<readonly string[]>;
  /** When the job looks at a wave next; null for never again. Nothing where staff changed the wave meanwhile. */
  readonly schedule: (wave: Wave, dueAt: Instant | null) => Promise<void>;
  /** The next checkpoint with what it adds to the counts; false when another attempt was faster. */
  readonly checkpoint: (progress: Progress, counts: CountChange) => Promise<boolean>;
}

/** All that selecting and asking need to know of one customer. */
export interface Contact {
  readonly customer: Customer;
  readonly log: AskLog;
}

/** Live customers with their logs; who is erased, merged or not there is left out. At most 100. */
export type LoadContacts = (
  customerIds: readonly string[],
) => Promise<ReadonlyMap<string, Contact>>;

/** Compact records by customer; at most 100. */
export type LoadScores = (
  customerIds: readonly string[],
) => Promise<ReadonlyMap<string, ScoreRecord>>;

/** Whether a customer had an event of a type on one of these business days, both inclusive. */
export type HadEvent = (
  customerId: string,
  event: { readonly type: EventType; readonly from: Day; readonly to: Day },
) => Promise<boolean>;

/** A place in the queue of those who are due. */
export interface QueueEntry extends RecipientOf {
  readonly customerId: string;
  readonly dueAt: Instant;
}

/** What happens to a recipient, all of it or nothing. */
export interface Move {
  readonly entry: QueueEntry;
  readonly before: Recipient;
  readonly after: Recipient;
  readonly counts: CountChange;
  /** The question: it is recorded in the log that it was decided on, with the link that it carries. */
  readonly ask?: { readonly log: AskLog; readonly before: AskLog; readonly invitation: Invitation };
  /** Leaves as a message, through the table's stream. */
  readonly event?: EventOf<'asked'>;
}

export interface RecipientStore {
  /** Puts recipients that are not there yet, with their places in the queue; gives what stands there then. */
  readonly put: (recipients: readonly Recipient[]) => Promise<readonly Recipient[]>;
  readonly find: (of: RecipientOf, customerId: string) => Promise<Recipient | undefined>;
  /** The first entries of a shard that are due. Strongly consistent. */
  readonly due: (shard: number, now: Instant, limit: number) => Promise<readonly QueueEntry[]>;
  /** False when another attempt was faster, or the customer went. */
  readonly move: (move: Move) => Promise<boolean>;
  /** Takes an entry off the queue whose recipient or wave has gone. */
  readonly drop: (entry: QueueEntry) => Promise<void>;
  /** The first to send a message may: false when somebody has begun to. */
  readonly claim: (of: RecipientOf, customerId: string, delivery: Delivery) => Promise<boolean>;
  /** What came of a message that was claimed. */
  readonly settle: (of: RecipientOf, customerId: string, settled: Settled) => Promise<void>;
  /** Notes that an identified answer came; nothing where that was noted. */
  readonly answered: (of: RecipientOf, customerId: string) => Promise<void>;
  /** By occurrence, then customer. */
  readonly list: (
    waveId: string,
    page: { readonly limit: number; readonly after?: string | undefined },
  ) => Promise<Page<Recipient, string>>;
}

export interface Delivery {
  readonly reminder: number;
  readonly at: Instant;
}

/** `released`: the mail service took nothing, a later attempt may. */
export type Settled = Delivery &
  (
    | { readonly outcome: 'delivered' | 'released' }
    | { readonly outcome: 'failed'; readonly code: string }
  );

/** The logs of single customers. */
export interface AskLogStore {
  readonly read: (customerId: string) => Promise<AskLog>;
  /** Over the log that was read, of a live customer; false when somebody else was faster. */
  readonly write: (customerId: string, after: AskLog, before: AskLog) => Promise<boolean>;
}
