import type { Customer } from '../customers/customer.ts';
import type { AskOrigin } from '../events/ask-origin.ts';
import type { EventOf, EventType } from '../events/ledger-event.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import type { Page } from '../shared/pages.ts';
import type { Day, Instant } from '../shared/time.ts';
import type { Invitation } from '../surveys/invitation.ts';
import type { AskLog } from './ask-log.ts';
import type { WaveChannel } from './contact-rules.ts';
import type { CountChange, Progress, WaveCounts } from './progress.ts';
import type { Recipient, RecipientOf } from './recipient.ts';
import type { ByHandReason, QuestionWay } from './route-question.ts';
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

interface Queued {
  readonly customerId: string;
  readonly dueAt: Instant;
}

/** A recipient of a wave who is due. */
export interface WaveEntry extends Queued, RecipientOf {
  readonly kind: 'wave';
}

/** The question of a case that waits for the end of the quiet hours. */
export interface CaseEntry extends Queued {
  readonly kind: 'case';
  readonly caseId: string;
  readonly invitationId: string;
  readonly wanted: WaveChannel;
}

/** A place in the queue of those who are due. */
export type QueueEntry = WaveEntry | CaseEntry;

/** What happens to a recipient, all of it or nothing. */
export interface Move {
  readonly entry: WaveEntry;
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
  readonly drop: (entry: WaveEntry) => Promise<void>;
  /** Notes that an identified answer came; nothing where that was noted. */
  readonly answered: (of: RecipientOf, customerId: string) => Promise<void>;
  /** By occurrence, then customer. */
  readonly list: (
    waveId: string,
    page: { readonly limit: number; readonly after?: string | undefined },
  ) => Promise<Page<Recipient, string>>;
}

/** What happens to the question of a case that waited, all of it or nothing. */
export interface QuestionMove {
  readonly entry: CaseEntry;
  /** What the case says of it from now on. */
  readonly way: QuestionWay;
  readonly reason: ByHandReason | null;
  readonly leavesAt: Instant | null;
  /** Where it goes on waiting. */
  readonly next?: CaseEntry;
  /** Leaves as a message, through the table's stream. */
  readonly event?: EventOf<'asked'>;
}

/** The questions of cases, which are kept with the cases. */
export interface CaseQuestionStore {
  /** Whether the case still waits for the answer to this question. Strongly consistent. */
  readonly isAwaited: (caseId: string, invitationId: string) => Promise<boolean>;
  /** False when another attempt was faster. One that is awaited no more leaves the queue, and nothing else happens. */
  readonly move: (move: QuestionMove) => Promise<boolean>;
  /** Takes a question off the queue whose customer, survey or link has gone. */
  readonly drop: (entry: CaseEntry) => Promise<void>;
}

/** Names one message, whatever asked for it. */
export interface DueMessage {
  readonly customerId: string;
  readonly invitationId: string;
  readonly origin: AskOrigin;
  /** 0 for the question itself. */
  readonly reminder: number;
}

/** What became of messages: of waves beside the recipient, of cases beside the invitation. */
export interface DeliveryStore {
  /** The first to send a message may: false when somebody has begun to. */
  readonly claim: (message: DueMessage, at: Instant) => Promise<boolean>;
  /** What came of a message that was claimed. A refused address ends the recipient, or leaves the question to staff. */
  readonly settle: (message: DueMessage, settled: Settled) => Promise<void>;
}

/** `released`: the mail service took nothing, a later attempt may. */
export type Settled = { readonly at: Instant } & (
  | { readonly outcome: 'delivered' | 'released' }
  | { readonly outcome: 'failed'; readonly code: string }
);

/** The logs of single customers. */
export interface AskLogStore {
  readonly read: (customerId: string) => Promise<AskLog>;
  /** Over the log that was read, of a live customer; false when somebody else was faster. */
  readonly write: (customerId: string, after: AskLog, before: AskLog) => Promise<boolean>;
}
