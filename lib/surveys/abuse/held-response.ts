import { type CalendarDate, dateToDay, type Instant } from '../../shared/time.ts';
import type { Answers } from '../answers.ts';
import type { HiddenValues } from '../hidden-field.ts';
import type { ResponseChannel } from '../response.ts';
import type { SurveyMode } from '../survey.ts';
import type { HoldReason } from './judge-open.ts';

/** How long a suspect waits to be judged by people, in days behind its own. */
export const heldDays = 30;

/** What stands in quarantine: enough to record it as if it had never waited, and nothing of its sender. */
export interface HeldResponse {
  /** Under which it is recorded when it is released; of an anonymous one it tells no time. */
  readonly id: string;
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly mode: SurveyMode;
  readonly language: string;
  readonly day: CalendarDate;
  /** Counts the changes within the edit window, from 1. */
  readonly revision: number;
  readonly channel: ResponseChannel;
  readonly hidden: HiddenValues;
  readonly answers: Answers;
  readonly reasons: readonly HoldReason[];
  /** Of an identified or confidential one; an anonymous one has used its link, and nothing leads there. */
  readonly link: HeldLink | null;
}

export interface HeldLink {
  readonly invitationId: string;
  readonly customerId: string;
  readonly at: Instant;
}

/** A decision about one, kept as long as the response would have been so that it can be repeated. */
export interface HeldDecision {
  readonly id: string;
  readonly surveyId: string;
  readonly day: CalendarDate;
  readonly decision: 'released' | 'rejected';
}

/** The first day on which it is gone. */
export const heldUntil = (day: CalendarDate): number => dateToDay(day) + heldDays + 1;
