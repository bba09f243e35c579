import type { Instant } from '../shared/time.ts';

/** The answer that an invitation of an identified survey was used for. */
export interface InvitationUse {
  readonly responseId: string;
  /** Versioned hash of the answers: tells a repeat from a conflict. */
  readonly hash: string;
  readonly at: Instant;
}

/**
 * The right to one response. Its token is not here: it is made from the ids. `used` of an anonymous
 * survey says that it was used and nothing else, so that no answer can be found through it.
 */
export interface Invitation {
  readonly id: string;
  readonly surveyId: string;
  readonly customerId: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly used: false | 'anonymously' | InvitationUse;
}

export const isExpired = (invitation: Invitation, now: Instant): boolean =>
  invitation.expiresAt !== null && invitation.expiresAt <= now;
