import { fail, ok, type Result } from '../shared/result.ts';
import type { Invitation } from './invitation.ts';
import { generationOf, verifyToken } from './invitation-token.ts';
import type { ReadLinkKeys } from './link-keys.ts';
import type { InvitationStore, SurveyStore } from './ports.ts';
import { isPublished, type PublishedSurvey } from './survey.ts';

export interface LinkPorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly invitations: Pick<InvitationStore, 'find'>;
  readonly linkKeys: ReadLinkKeys;
}

export interface Link {
  readonly survey: PublishedSurvey;
  readonly invitation: Invitation;
}

/**
 * What a personal link opens. Forged, cut, swapped to another survey, revoked, or of an invitation
 * that is gone: all the same refusal. Nothing is read before the signature holds.
 */
export const openLink =
  ({ surveys, invitations, linkKeys }: LinkPorts) =>
  async (token: string, surveyId?: string): Promise<Result<Link>> => {
    const target = verifyToken(await linkKeys(generationOf(token)), token);
    if (!target || (surveyId !== undefined && surveyId !== target.surveyId))
      return fail('invalid_token');
    const [survey, invitation] = await Promise.all([
      surveys.find(target.surveyId),
      invitations.find(target.invitationId),
    ]);
    if (!survey || !isPublished(survey) || invitation?.surveyId !== survey.id)
      return fail('invalid_token');
    return invitation.revokedAt === null ? ok({ survey, invitation }) : fail('invalid_token');
  };
