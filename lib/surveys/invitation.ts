import type { Instant } from '../shared/time.ts';
import type { HiddenValues } from './hidden-field.ts';

/** The answer that an invitation of an identified or confidential survey was used for. */
export interface InvitationUse {
  readonly responseId: string;
  /** Versioned hash of the answers: tells a repeat from a conflict. */
  readonly hash: string;
  readonly at: Instant;
}

/** Staff ask the questions and write the answers down: the response says so, whatever its form sends. */
export interface Interview {
  readonly channel: 'interview' | 'phone';
  /** Subject of the token that asked for the link. */
  readonly interviewer: string;
}

/** The blinded message that an invitation was used to have signed: the same one is signed again. */
export interface SignatureUse {
  readonly blindedHash: string;
}

/**
 * The right to one response. Its token is not here: it is made from the ids. `used` of an anonymous
 * survey says that it was used, or for which blinded message, and nothing else, so that no answer can
 * be found through it. `screened_out`: a quota was full, and nothing was kept.
 */
export interface Invitation {
  readonly id: string;
  readonly surveyId: string;
  readonly customerId: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** A response was begun with it that waits to be completed. */
  readonly started: boolean;
  /** Values that count as trusted, because they come from whoever invited. */
  readonly hidden: HiddenValues;
  /** Of a link for staff who ask the customer. */
  readonly interview?: Interview;
  /** A response of it that waits in quarantine; it may still be used. */
  readonly held?: InvitationUse;
  readonly used: false | 'anonymously' | 'screened_out' | InvitationUse | SignatureUse;
}

export const isExpired = (invitation: Invitation, now: Instant): boolean =>
  invitation.expiresAt !== null && invitation.expiresAt <= now;

/** Whether its link may still be followed. */
export const isUsable = (invitation: Invitation, now: Instant): boolean =>
  invitation.used === false && invitation.revokedAt === null && !isExpired(invitation, now);

/** What it was used for, where that is a stored response that names its customer. */
export const useOf = ({ used }: Invitation): InvitationUse | null =>
  typeof used === 'object' && 'responseId' in used ? used : null;

/** Whether it was used to have a blinded message signed. */
export const isSigned = ({ used }: Invitation): boolean =>
  typeof used === 'object' && 'blindedHash' in used;
