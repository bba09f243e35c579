import type { SurveyMetric } from '../scoring/statistics.ts';
import type { CalendarDate, Day, Instant } from '../shared/time.ts';
import type { AskOrigin } from './ask-origin.ts';

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

/** An amount as it was given in another currency, beside the converted one. */
export interface ForeignAmount {
  readonly amount: number;
  readonly currency: string;
  readonly fxRate: string;
}

export interface PurchaseLine {
  readonly productId: string;
  readonly category?: string;
  readonly quantity?: number;
  readonly amount?: number;
}

/** Amounts are minor units of the reporting currency; `original` keeps what was converted. */
export interface Purchase {
  readonly type: 'purchase';
  readonly orderId: string;
  readonly amount: number;
  readonly cost?: number;
  /** Price reduction that the amount is already net of. */
  readonly discount?: number;
  readonly category?: string;
  readonly lines?: readonly PurchaseLine[];
  readonly original?: {
    readonly amount?: ForeignAmount;
    readonly cost?: ForeignAmount;
    readonly discount?: ForeignAmount;
  };
}

export interface Refund {
  readonly type: 'refund';
  readonly orderId: string;
  readonly amount: number;
  readonly original?: { readonly amount?: ForeignAmount };
}

/** Takes back an event that should never have been recorded. */
export interface Void {
  readonly type: 'void';
  readonly targetId: string;
  readonly text?: string;
}

export interface Visit {
  readonly type: 'visit';
}

export interface Contact {
  readonly type: 'contact';
  readonly channel: ContactChannel;
  readonly direction: ContactDirection;
  readonly text?: string;
}

export interface Complaint {
  readonly type: 'complaint';
  readonly text?: string;
}

/** The ledger's customer brought another one. */
export interface Referral {
  readonly type: 'referral';
  readonly referredCustomerId: string;
  /** Paid to the referrer, minor units. */
  readonly reward?: number;
  readonly original?: { readonly reward?: ForeignAmount };
}

/** The other end of a referral, written into the ledger of the customer who was referred, in the same transaction. */
export interface Referred {
  readonly type: 'referred';
  readonly referrerCustomerId: string;
  /** The referral's event id in the referrer's ledger. */
  readonly referralId: string;
}

/** A step of a service ticket, as the service desk reports it. */
export interface Service {
  readonly type: 'service';
  readonly ticketId: string;
  readonly status: ServiceStatus;
  /** Minutes that were spent on it in this step. */
  readonly minutes?: number;
}

export const serviceStatuses = ['opened', 'worked', 'resolved', 'reopened'] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

/** Points were credited (positive) or used up (negative). */
export interface Points {
  readonly type: 'points';
  readonly points: number;
  /** What the credited points are worth, minor units. */
  readonly value?: number;
  readonly original?: { readonly value?: ForeignAmount };
}

/** A term of a subscription was paid for, or the subscription was cancelled and ends with its term. */
export interface Subscription {
  readonly type: 'subscription';
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus;
  /** Last business day that is paid for. */
  readonly endsOn: CalendarDate;
}

export const subscriptionStatuses = ['paid', 'cancelled'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

export interface Note {
  readonly type: 'note';
  readonly text?: string;
}

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json };

/** An identified answer to a survey. `answers` are choices and numbers, `texts` is free text (goes with an erasure). */
export interface Response {
  readonly type: 'response';
  readonly surveyId: string;
  readonly responseId: string;
  readonly surveyVersion: number;
  readonly invitationId?: string;
  readonly language?: string;
  /** Scores that count for the customer's satisfaction. */
  readonly metrics: Readonly<Partial<Record<SurveyMetric, number>>>;
  readonly answers: Readonly<Record<string, Json>>;
  /** How it came in; absent in responses from before there were several ways. */
  readonly channel?: string;
  readonly hidden?: Readonly<Record<string, string | number>>;
  /** Stored classes of the customer when it came. */
  readonly classes?: Readonly<Record<'tier' | 'stage' | 'activity' | 'risk', string | null>>;
  /** Subject of the staff member who wrote it down. */
  readonly interviewer?: string;
  /** Counts the changes within the edit window; absent for the first. */
  readonly revision?: number;
  /** Shard by id of each quota that it is counted in. */
  readonly quotas?: Readonly<Record<string, number>>;
  /** Staff see it in aggregates only; it moves no score of its customer. */
  readonly confidential?: true;
  readonly texts?: Readonly<Record<string, string>>;
}

/** What a customer said outside a survey. */
export interface Feedback {
  readonly type: 'feedback';
  readonly channel: FeedbackChannel;
  /** Satisfaction on 1 to 5: counts like the answer to a satisfaction question. */
  readonly rating?: number;
  /** Platform that it was written on, of what came in by `/v1/feedback`. */
  readonly source?: string;
  readonly text?: string;
}

export const feedbackChannels = ['interview', 'review', 'social', 'phone'] as const;
export type FeedbackChannel = (typeof feedbackChannels)[number];

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

/** A recovery case took a step: the outbox of its message, not counted in any statistic. */
export interface CaseStepTaken {
  readonly type: 'case';
  readonly caseId: string;
  readonly step: CaseStep;
  readonly cause?: string;
  readonly owner?: string;
  readonly rootCause?: string;
  readonly outcome?: string;
}

export const caseSteps = [
  'opened',
  'signalled',
  'contacted',
  'resolved',
  'reopened',
  'closed',
] as const;
export type CaseStep = (typeof caseSteps)[number];

/** What the texts of an answer or a review say: written by the job `voice`, not counted in any statistic. */
export interface Analysis {
  readonly type: 'analysis';
  /** The event whose texts were read. */
  readonly of: string;
  readonly sentiment: AnalysedSentiment;
  /** P(positive), 0 to 1. */
  readonly probability: number;
  readonly angry: boolean;
  readonly language: string;
  readonly themes: readonly AnalysedTheme[];
  /** Names the weights that judged. */
  readonly modelVersion: string;
  /** Of a confidential response: shown in aggregates only, and no message. */
  readonly confidential?: true;
}

export interface AnalysedTheme {
  readonly theme: string;
  /** −1 (worst) to 1. */
  readonly value: number;
  /** Question, start and end in UTF-16 units of its stored text, the end exclusive. */
  readonly sentences: readonly (readonly [question: string, start: number, end: number])[];
}

export const analysedSentiments = ['positive', 'neutral', 'mixed', 'negative'] as const;
export type AnalysedSentiment = (typeof analysedSentiments)[number];

/** The person asked to be forgotten: the outbox of the erasure job, not counted in any statistic. */
export interface Erasure {
  readonly type: 'erasure';
  readonly erasureId: string;
}

/** The customer was asked to answer a survey, or reminded of it: the outbox of the invitation, not counted in any statistic. */
export interface Asked {
  readonly type: 'asked';
  readonly surveyId: string;
  readonly invitationId: string;
  readonly origin: AskOrigin;
  /** How the customer is to be reached. */
  readonly channel: string;
  /** Who brings it there: e-mail by us, or whoever listens on the bus. */
  readonly carrier: AskCarrier;
  /** 0 for the question itself, then the number of the reminder. */
  readonly reminder: number;
}

export const askCarriers = ['ses', 'bus'] as const;
export type AskCarrier = (typeof askCarriers)[number];

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

export const contactChannels = [
  'phone',
  'email',
  'sms',
  'chat',
  'social',
  'in_person',
  'mail',
  'other',
] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const contactDirections = ['inbound', 'outbound'] as const;
export type ContactDirection = (typeof contactDirections)[number];

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
