import { ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { findInvitation, type InvitationPorts } from './read-invitation.ts';

/**
 * Ends an invitation; again changes nothing, and one that was used stays as it is. Of an anonymous survey
 * every one ends: which of them stayed would tell who answered.
 */
export const revokeInvitation =
  (ports: InvitationPorts) =>
  async (surveyId: string, invitationId: string, now: Instant): Promise<Result<null>> => {
    const found = await findInvitation(ports)(surveyId, invitationId);
    if (!found.ok) return found;
    const evenIfUsed = found.value.mode === 'anonymous';
    await ports.invitations.revoke(invitationId, now, { evenIfUsed });
    return ok(null);
  };
