import type { Ids } from '../shared/ids.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import type { Interview } from './invitation.ts';
import { type InvitePorts, tokensOf } from './invite-customers.ts';
import { parseHidden } from './parse-hidden.ts';
import type { Survey } from './survey.ts';

export interface InterviewRequest {
  readonly surveyId: string;
  readonly customerId: string;
  readonly interview: Interview;
  readonly validMinutes: number;
  /** Values of hidden fields, trusted ones too. */
  readonly hidden?: Readonly<Record<string, unknown>> | undefined;
  readonly now: Instant;
  readonly ids: Ids;
}

export interface InterviewLink {
  readonly invitationId: string;
  readonly token: string;
  readonly expiresAt: Instant;
}

const msPerMinute = 60_000;

/**
 * A short-lived personal link for staff who ask a customer in person or on the phone. Identified
 * surveys alone: an interviewer hears who answers, and a form that promises otherwise would lie.
 */
export const startInterview =
  (ports: InvitePorts) =>
  async (request: InterviewRequest): Promise<Result<InterviewLink>> => {
    const { surveyId, customerId, interview, validMinutes, now, ids } = request;
    const survey = interviewable(await ports.surveys.find(surveyId));
    if (!survey.ok) return survey;
    const hidden = parseHidden(survey.value.definition, request.hidden ?? {}, {
      encoding: 'json',
      from: 'signature',
    });
    if (!hidden.ok) return hidden;
    const status = (await ports.customers([customerId])).get(customerId);
    if (status === 'erased') return fail('customer_erased');
    if (status !== 'live') return fail('customer_not_found');
    const id = ids('invitation');
    const expiresAt = toInstant(epochMs(now) + validMinutes * msPerMinute);
    await ports.invitations.insert({
      ...{ id, surveyId, customerId, interview, expiresAt },
      createdAt: now,
      hidden: hidden.value,
      revokedAt: null,
      started: false,
      used: false,
    });
    return ok({ invitationId: id, token: (await tokensOf(ports)(surveyId))(id), expiresAt });
  };

const interviewable = (survey: Survey | undefined): Result<Survey> => {
  if (!survey) return fail('survey_not_found');
  if (survey.status !== 'open') return fail('survey_not_open');
  return survey.definition.mode === 'identified' ? ok(survey) : fail('survey_not_identified');
};
