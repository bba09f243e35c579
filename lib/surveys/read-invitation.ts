import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { type Invitation, isExpired, useOf } from './invitation.ts';
import type { InvitationStore, SurveyStore } from './ports.ts';
import type { SurveyMode } from './survey.ts';

export type InvitationStatus = 'unused' | 'used' | 'active' | 'revoked' | 'expired';

/** An invitation as staff may see it. */
export interface ShownInvitation extends Omit<Invitation, 'used' | 'started' | 'held'> {
  readonly status: InvitationStatus;
  readonly usedAt: Instant | null;
  /** Of identified surveys only: what it leads to is shown of those alone. */
  readonly responseId: string | null;
}

export interface InvitationPorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly invitations: Pick<InvitationStore, 'find' | 'revoke'>;
}

/** Of an anonymous survey nobody learns whether an invitation was used: who is left would be told by it. */
export const statusOf = (
  invitation: Invitation,
  mode: SurveyMode,
  now: Instant,
): InvitationStatus => {
  if (invitation.revokedAt !== null) return 'revoked';
  if (mode === 'anonymous') return isExpired(invitation, now) ? 'expired' : 'active';
  if (invitation.used !== false) return 'used';
  return isExpired(invitation, now) ? 'expired' : 'unused';
};

/** One invitation of a survey, with the mode that says what of it may be shown. */
export const findInvitation =
  ({ surveys, invitations }: InvitationPorts) =>
  async (
    surveyId: string,
    invitationId: string,
  ): Promise<Result<{ readonly invitation: Invitation; readonly mode: SurveyMode }>> => {
    const [survey, invitation] = await Promise.all([
      surveys.find(surveyId),
      invitations.find(invitationId),
    ]);
    if (!survey) return fail('survey_not_found');
    if (invitation?.surveyId !== surveyId) return fail('invitation_not_found');
    return ok({ invitation, mode: survey.definition.mode });
  };

/** Reads an invitation. */
export const readInvitation =
  (ports: InvitationPorts) =>
  async (
    surveyId: string,
    invitationId: string,
    now: Instant,
  ): Promise<Result<ShownInvitation>> => {
    const found = await findInvitation(ports)(surveyId, invitationId);
    if (!found.ok) return found;
    const { invitation, mode } = found.value;
    const use = mode === 'anonymous' ? null : useOf(invitation);
    const { used: _used, started: _started, held: _held, ...shown } = invitation;
    return ok({
      ...shown,
      status: statusOf(invitation, mode, now),
      usedAt: use?.at ?? null,
      responseId: mode === 'identified' ? (use?.responseId ?? null) : null,
    });
  };
