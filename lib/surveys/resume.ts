import { dayToDate } from '../shared/time.ts';
import type { PartialResponse } from './partial-response.ts';
import type { DayOf } from './ports.ts';
import { mintResumeToken, type ResumeTarget } from './resume-token.ts';
import type { ReadyResponse, Resume } from './submission.ts';
import type { PublishedSurvey } from './survey.ts';

export interface ResumePorts {
  readonly keys: (purpose: 'resume') => Promise<Buffer>;
  readonly dayOf: DayOf;
}

/** How a response is taken up again. */
export const resumeOf = async (
  { keys }: Pick<ResumePorts, 'keys'>,
  target: ResumeTarget,
  revision: number,
): Promise<Resume> => ({
  id: target.responseId,
  resumeToken: mintResumeToken(await keys('resume'), target),
  revision,
});

/** The same of one that was begun, by the invitation that it will use. */
export const resumePartial = (
  ports: ResumePorts,
  survey: PublishedSurvey,
  partial: PartialResponse,
  invitationId: string | null,
): Promise<Resume> => {
  const isAnonymous = survey.definition.mode === 'anonymous';
  const since = isAnonymous ? dayToDate(ports.dayOf(partial.startedAt)) : null;
  const { id: responseId, surveyId, receipt, revision } = partial;
  return resumeOf(ports, { responseId, surveyId, receipt, invitationId, since }, revision);
};

/** The same of one that is complete, as long as its survey lets it be changed. */
export const resumeCompleted = async (
  ports: ResumePorts,
  survey: PublishedSurvey,
  { id: responseId, surveyId, receipt, source, at }: ReadyResponse,
): Promise<Resume | null> => {
  if (survey.definition.editableForHours === 0) return null;
  const isAnonymous = survey.definition.mode === 'anonymous';
  const invitationId = source.kind === 'link' && !isAnonymous ? source.invitation.id : null;
  const since = isAnonymous ? dayToDate(ports.dayOf(at)) : null;
  return resumeOf(ports, { responseId, surveyId, receipt, invitationId, since }, 1);
};
