import { fail, ok } from '../shared/result.ts';
import { checkQuotas } from './check-quotas.ts';
import { isExpired } from './invitation.ts';
import { mergeAnswers, sameContent } from './merge-answers.ts';
import type { PartialResponse } from './partial-response.ts';
import { languageOf } from './prepare-response.ts';
import { resumePartial } from './resume.ts';
import { storeScreened } from './screen-response.ts';
import type { ReadyResponse, Source } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import { type Ready, type Taken, takeResponse } from './take-response.ts';
import type { Attempted } from './until-settled.ts';
import type { Change } from './update-response.ts';

/** Changes a response that was begun, or completes it. */
export const updatePartial = async (
  ports: SubmitPorts,
  change: Change,
  partial: PartialResponse,
): Promise<Taken> => {
  const { survey, patch } = change;
  if (survey.status !== 'open') return fail('survey_not_open');
  const right = await rightOf(ports, change);
  if (right === 'again' || !right.ok) return right;
  const merged = mergeAnswers(survey.definition, partial, patch, patch.complete);
  if (!merged.ok) return merged;
  const language =
    patch.language === undefined ? partial.language : languageOf(survey, patch.language);
  const next = { ...partial, ...merged.value, language, revision: partial.revision + 1 };
  const isSame = sameContent(next, partial) && language === partial.language;
  const seen = patch.revision ?? partial.revision;
  if (seen !== partial.revision && !isSame) return fail('stale_version');
  if (patch.complete) return complete(ports, change, { partial, next, source: right.value });
  return isSame ? told(ports, change, partial, true) : replace(ports, change, next);
};

const replace = async (
  ports: SubmitPorts,
  change: Change,
  next: PartialResponse,
): Promise<Taken> =>
  (await ports.partials.replace(next, change.now)) ? told(ports, change, next, false) : 'again';

const told = async (
  ports: SubmitPorts,
  { survey, target }: Change,
  partial: PartialResponse,
  repeated: boolean,
): Promise<Taken> => {
  const resume = await resumePartial(ports, survey, partial, target.invitationId);
  return ok({ outcome: 'partial', repeated, ...resume });
};

/** What completing it will use up: the invitation, as long as it may be used. */
const rightOf = async (
  ports: SubmitPorts,
  { target: { invitationId }, now }: Change,
): Promise<Attempted<Source>> => {
  if (invitationId === null) return ok({ kind: 'open' });
  const invitation = await ports.invitations.find(invitationId);
  // Whoever used it ended this partial response with it: there is none any more.
  if (invitation && invitation.used !== false) return 'again';
  return invitation && invitation.revokedAt === null && !isExpired(invitation, now)
    ? ok({ kind: 'link', invitation })
    : fail('invalid_token');
};

const complete = async (
  ports: SubmitPorts,
  { survey, now, screen }: Change,
  {
    partial,
    next,
    source,
  }: {
    readonly partial: PartialResponse;
    readonly next: PartialResponse;
    readonly source: Source;
  },
): Promise<Taken> => {
  const check = await checkQuotas(ports, survey, next);
  if (!check.ok) return check;
  const { id, surveyId, receipt, language, answers, hidden, channel, interviewer } = next;
  const response: ReadyResponse = {
    ...{ id, surveyId, receipt, language, answers, hidden, channel },
    surveyVersion: survey.surveyVersion,
    ...(interviewer === undefined ? {} : { interviewer }),
    at: now,
    source,
  };
  const ready: Ready = {
    kind: 'ready',
    survey,
    complete: true,
    check: check.value,
    response,
    partial: { receipt, revision: partial.revision },
  };
  return storeScreened(ready, screen, takeResponse(ports));
};
