import type { ByHandReason, QuestionWay } from '../asking/route-question.ts';
import type { ContactChannel } from '../events/customer-facts.ts';
import type { Instant } from '../shared/time.ts';
import type { RootCause } from './root-causes.ts';

/** Why a case was opened: what somebody said, or that staff asked for it. */
export const caseCauses = ['detractor', 'low_score', 'angry_text', 'staff'] as const;
export type CaseCause = (typeof caseCauses)[number];

export const caseStatuses = ['open', 'contacted', 'resolved', 'closed'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** `withdrawn`: it should never have been opened, because the words were another's or were taken back. */
export const caseOutcomes = ['recovered', 'not_recovered', 'withdrawn'] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

/** What set a case off: the event where the customer said it, never its words. */
export interface Signal {
  readonly cause: CaseCause;
  /** Event in the customer's ledger; absent where staff opened the case. */
  readonly eventId?: string;
  readonly surveyId?: string;
  readonly metric?: 'nps' | 'csat' | 'ces' | 'rating';
  readonly value?: number;
  readonly at: Instant;
}

/** One try to reach the customer. */
export interface Attempt {
  readonly at: Instant;
  readonly by: string;
  readonly channel: ContactChannel;
  readonly reached: boolean;
}

/** The question whether it is better now, asked when a case is resolved. */
export interface FollowUp {
  readonly surveyId: string;
  readonly invitationId: string;
  readonly askedAt: Instant;
  /** How it reaches the customer. */
  readonly channel: QuestionWay;
  /** Why staff bring the link; null where a message does. */
  readonly reason: ByHandReason | null;
  /** When the message leaves, behind quiet hours; null where staff bring the link. */
  readonly leavesAt: Instant | null;
  readonly answer: {
    readonly metric: NonNullable<Signal['metric']>;
    readonly value: number;
    readonly at: Instant;
  } | null;
}

/**
 * A customer who is to be won back: one at most is under way per customer. It runs open → contacted →
 * resolved (with a root cause) → closed (with an outcome); a further signal reopens a resolved one. What was opened
 * by mistake is withdrawn from any state.
 */
export interface RecoveryCase {
  readonly id: string;
  readonly customerId: string;
  readonly ledgerId: string;
  readonly version: number;
  readonly status: CaseStatus;
  readonly tier: string | null;
  readonly owner: string | null;
  readonly openedAt: Instant;
  /** When the next step is due: the first contact while open, the resolution while contacted, null afterwards. */
  readonly dueAt: Instant | null;
  /** What it was opened for, and the latest that came after, oldest first. */
  readonly signals: readonly Signal[];
  readonly attempts: readonly Attempt[];
  /** First try that reached the customer. */
  readonly contactedAt: Instant | null;
  /** Whether the first contact kept its due time; null before. */
  readonly contactInTime: boolean | null;
  readonly resolvedAt: Instant | null;
  readonly rootCause: RootCause | null;
  readonly followUp: FollowUp | null;
  readonly closedAt: Instant | null;
  readonly outcome: CaseOutcome | null;
  readonly reopened: number;
}

/** Signals and tries that a case keeps: a customer who says it again every hour must not outgrow the item. */
export const signalsMax = 50;
export const attemptsMax = 50;

export const isActive = ({ status }: Pick<RecoveryCase, 'status'>): boolean => status !== 'closed';
