import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import type { Answers } from './answers.ts';
import { openLink } from './open-link.ts';
import { receiptOfLink } from './prepare-response.ts';
import { resumePartial } from './resume.ts';
import { verifyResumeToken } from './resume-token.ts';
import type { Resume } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import { isPublished } from './survey.ts';

/** A response that was begun, as its respondent goes on with it. */
export interface Begun extends Resume {
  readonly surveyId: string;
  readonly answers: Answers;
  readonly language: string;
}

/** Finds what was begun by whoever holds the personal link or the resume token; null where nothing was. */
export const findPartial =
  (ports: SubmitPorts) =>
  async (
    by: { readonly token: string } | { readonly resumeToken: string },
    now: Instant,
  ): Promise<Result<Begun | null>> => {
    const place = await ('token' in by
      ? placeOfLink(ports, by.token)
      : placeOfResume(ports, by.resumeToken));
    if (!place.ok) return place;
    const { survey, receipt, invitationId } = place.value;
    const partial = await ports.partials.find(receipt, now);
    if (!partial) return ok(null);
    const { surveyId, answers, language } = partial;
    const resume = await resumePartial(ports, survey, partial, invitationId);
    return ok({ ...resume, surveyId, answers, language });
  };

const placeOfLink = async (ports: SubmitPorts, token: string) => {
  const link = await openLink(ports)(token);
  if (!link.ok) return link;
  const { survey, invitation } = link.value;
  return ok({
    survey,
    receipt: await receiptOfLink(ports, link.value),
    invitationId: invitation.id,
  });
};

const placeOfResume = async (ports: SubmitPorts, resumeToken: string) => {
  const target = verifyResumeToken(await ports.keys('resume'), resumeToken);
  const survey = target && (await ports.surveys.find(target.surveyId));
  if (!target || !survey || !isPublished(survey)) return fail('invalid_token');
  return ok({ survey, receipt: target.receipt, invitationId: target.invitationId });
};
