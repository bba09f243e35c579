import { epochMs, toInstant } from '../shared/time.ts';
import type { Invitation } from '../surveys/invitation.ts';
import type { SurveyStore } from '../surveys/ports.ts';
import type { AskFollowUp } from './work-on-case.ts';

interface FollowUpPorts<Alongside> {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly put: (invitation: Invitation) => Alongside;
}

const dayMs = 86_400_000;

/**
 * The invitation that asks whether it is better now, written together with the resolution. None where
 * the settings name no survey, or theirs has been closed meanwhile: then staff close the case.
 */
export const askFollowUp =
  <Alongside>({ surveys, put }: FollowUpPorts<Alongside>): AskFollowUp<Alongside> =>
  async ({ customerId }, { followUp }, { now, ids }) => {
    if (followUp === null) return null;
    const survey = await surveys.find(followUp.surveyId);
    if (survey?.status !== 'open') return null;
    const id = ids('invitation');
    const invitation: Invitation = {
      id,
      surveyId: survey.id,
      customerId,
      createdAt: now,
      expiresAt: toInstant(epochMs(now) + followUp.expiresAfterDays * dayMs),
      revokedAt: null,
      started: false,
      hidden: {},
      used: false,
    };
    return {
      followUp: { surveyId: survey.id, invitationId: id, askedAt: now, answer: null },
      alongside: [put(invitation)],
    };
  };
