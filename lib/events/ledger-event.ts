import type { Day, Instant } from '../shared/time.ts';
import type {
  Complaint,
  Contact,
  Note,
  Points,
  Purchase,
  Referral,
  Referred,
  Refund,
  Service,
  Subscription,
  Visit,
  Void,
} from './customer-facts.ts';
import type { Analysis, Asked, CaseStepTaken, Feedback, Response } from './voice-facts.ts';

/** What every event of a ledger carries, whatever happened. */
export interface Entry {
  readonly ledgerId: string;
  /** The caller's id, unique in the ledger, or one that was made here. */
  readonly eventId: string;
  readonly customerId: string;
  readonly occurredAt: Instant;
  /** The business day that `occurredAt` falls on; of a response that waited in quarantine the day of its release. */
  readonly day: Day;
  /** When it arrived here: folds for a past `knownAt` leave out what came later. */
  readonly recordedAt: Instant;
  /** Versioned hash of the canonical content: tells a repeat from a conflict. */
  readonly hash: string;
  /** The identity that it arrived under, so that the undo of a merge can tell events apart. */
  readonly by: string;
  /** The void that took it back. */
  readonly voidedBy?: string;
}

export type ClassName = 'tier' | 'stage' | 'activity' | 'risk';

/** A stored class changed: written by the journal from the message, not counted in any statistic. */
export interface Transition {
  readonly type: 'transition';
  readonly class: ClassName;
  readonly from: string | null;
  readonly to: string | null;
  readonly messageId: string;
  readonly runId?: string;
}

/** The person asked to be forgotten: the outbox of the erasure job, not counted in any statistic. */
export interface Erasure {
  readonly type: 'erasure';
  readonly erasureId: string;
}

/** What happened. */
export type Fact =
  | Purchase
  | Refund
  | Void
  | Visit
  | Contact
  | Complaint
  | Referral
  | Referred
  | Service
  | Points
  | Subscription
  | Note
  | Response
  | Feedback
  | Transition
  | CaseStepTaken
  | Analysis
  | Erasure
  | Asked;

export type LedgerEvent = Entry & Fact;
export type EventType = Fact['type'];
export type EventOf<T extends EventType> = Entry & Extract<Fact, { readonly type: T }>;

export const eventTypes = [
  'purchase',
  'refund',
  'void',
  'visit',
  'contact',
  'complaint',
  'referral',
  'referred',
  'service',
  'points',
  'subscription',
  'note',
  'response',
  'feedback',
  'transition',
  'case',
  'analysis',
  'erasure',
  'asked',
] as const satisfies readonly EventType[];

/** Types that a void may take back. Answers, transitions and erasures are no business of a caller. */
export const voidableTypes = [
  'purchase',
  'refund',
  'visit',
  'contact',
  'complaint',
  'referral',
  'service',
  'points',
  'subscription',
  'note',
  'feedback',
] as const satisfies readonly EventType[];

/** Ids of events that the system writes itself begin with these; callers may not use them. */
export const reservedEventIdPrefixes = [
  'ana_',
  'ask_',
  'cse_',
  'chg_',
  'era_',
  'fbk_',
  'ref_',
  'rsp_',
] as const;
