import { fail, ok, type Result } from '../shared/result.ts';
import type { Invitation } from './invitation.ts';
import { verifyToken } from './invitation-token.ts';
import type { InvitationStore, SurveyKeys, SurveyStore } from './ports.ts';
import { isPublished, type PublishedSurvey } from './survey.ts';

export interface LinkPorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly invitations: Pick<InvitationStore, 'find'>;
  readonly keys: SurveyKeys;
}

export interface Link {
  readonly survey: PublishedSurvey;
  readonly invitation: Invitation;
}

/**
 * What a personal link opens. Forged, cut, swapped to another survey, or of an invitation that is
 * gone: all the same refusal. Nothing is read before the signature holds.
 */
export const openLink =
  ({ surveys, invitations, keys }: LinkPorts) =>
  async (token: string, surveyId?: string): Promise<Result<Link>> => {
    const target = verifyToken(await keys('invitation'), token);
    if (!target || (surveyId !== undefined && surveyId !== target.surveyId))
      return fail('invalid_token');
    const [survey, invitation] = await Promise.all([
      surveys.find(target.surveyId),
      invitations.find(target.invitationId),
    ]);
    if (!survey || !isPublished(survey) || invitation?.surveyId !== survey.id)
      return fail('invalid_token');
    return ok({ survey, invitation });
  };
