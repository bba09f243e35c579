import { fail, ok } from '../shared/result.ts';
import { checkQuotas } from './check-quotas.ts';
import { type Invitation, isExpired } from './invitation.ts';
import { mergeAnswers, sameContent } from './merge-answers.ts';
import type { PartialResponse } from './partial-response.ts';
import { languageOf } from './prepare-response.ts';
import { resumePartial } from './resume.ts';
import type { ReadyResponse, Source } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import { type Taken, takeResponse } from './take-response.ts';
import type { Change } from './update-response.ts';

/** Changes a response that was begun, or completes it. */
export const updatePartial = async (
  ports: SubmitPorts,
  change: Change,
  partial: PartialResponse,
): Promise<Taken> => {
  const { survey, target, patch, now } = change;
  if (survey.status !== 'open') return fail('survey_not_open');
  const { invitationId } = target;
  const invitation = invitationId === null ? undefined : await ports.invitations.find(invitationId);
  if (invitationId !== null && !isUsable(invitation, now)) return fail('invalid_token');
  const merged = mergeAnswers(survey.definition, partial, patch, patch.complete);
  if (!merged.ok) return merged;
  const language =
    patch.language === undefined ? partial.language : languageOf(survey, patch.language);
  const next = { ...partial, ...merged.value, language, revision: partial.revision + 1 };
  const isSame = sameContent(next, partial) && language === partial.language;
  const seen = patch.revision ?? partial.revision;
  if (seen !== partial.revision && !isSame) return fail('stale_version');
  if (patch.complete) return complete(ports, change, { partial, next, invitation });
  if (!isSame && !(await ports.partials.replace(next, now))) return 'again';
  const resume = await resumePartial(ports, survey, isSame ? partial : next, invitationId);
  return ok({ outcome: 'partial', repeated: isSame, ...resume });
};

const isUsable = (invitation: Invitation | undefined, now: string): boolean =>
  invitation !== undefined &&
  invitation.used === false &&
  invitation.revokedAt === null &&
  !isExpired(invitation, now);

const complete = async (
  ports: SubmitPorts,
  { survey, now }: Change,
  {
    partial,
    next,
    invitation,
  }: {
    readonly partial: PartialResponse;
    readonly next: PartialResponse;
    readonly invitation: Invitation | undefined;
  },
): Promise<Taken> => {
  const check = await checkQuotas(ports, survey, next);
  if (!check.ok) return check;
  const source: Source = invitation ? { kind: 'link', invitation } : { kind: 'open' };
  const { id, surveyId, receipt, language, answers, hidden, channel, interviewer } = next;
  const response: ReadyResponse = {
    ...{ id, surveyId, receipt, language, answers, hidden, channel },
    surveyVersion: survey.surveyVersion,
    ...(interviewer === undefined ? {} : { interviewer }),
    at: now,
    source,
  };
  return takeResponse(ports)({
    kind: 'ready',
    survey,
    complete: true,
    check: check.value,
    response,
    partial: { receipt, revision: partial.revision },
  });
};
