import type { Instant } from '../shared/time.ts';
import type { Answers } from './answers.ts';
import type { HiddenValues } from './hidden-field.ts';
import type { ResponseChannel } from './response.ts';

/** How long a response that was begun waits to be completed. */
export const partialLifetimeDays = 30;

/**
 * A response that was begun. It stands under its receipt, which follows from the token of a personal
 * link, so that there is one of each link. An anonymous one names no customer and no invitation, and
 * is deleted when it is completed: until then, and not after, the holder of our keys could tell whose it is.
 */
export interface PartialResponse {
  readonly id: string;
  readonly surveyId: string;
  readonly receipt: string;
  readonly revision: number;
  readonly language: string;
  readonly answers: Answers;
  readonly hidden: HiddenValues;
  readonly channel: ResponseChannel;
  readonly interviewer?: string;
  /** Null of anonymous responses, whichever way they came. */
  readonly link: { readonly invitationId: string; readonly customerId: string } | null;
  readonly startedAt: Instant;
  readonly expiresAt: Instant;
}
