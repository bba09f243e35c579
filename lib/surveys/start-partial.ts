import { fail, ok } from '../shared/result.ts';
import { epochMs, toInstant } from '../shared/time.ts';
import { type PartialResponse, partialLifetimeDays } from './partial-response.ts';
import { resumePartial } from './resume.ts';
import type { ReadyResponse } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import type { PublishedSurvey } from './survey.ts';
import type { Ready, Taken } from './take-response.ts';

const msPerDay = 86_400_000;

const partialOf = (
  survey: PublishedSurvey,
  { surveyVersion: _version, at, source, ...response }: ReadyResponse,
): PartialResponse => {
  const isOfCustomer = source.kind === 'link' && survey.definition.mode !== 'anonymous';
  return {
    ...response,
    revision: 1,
    link: isOfCustomer
      ? { invitationId: source.invitation.id, customerId: source.invitation.customerId }
      : null,
    startedAt: at,
    expiresAt: toInstant(epochMs(at) + partialLifetimeDays * msPerDay),
  };
};

/** Begins a response that may still grow. A second start by the same link finds the first one. */
export const startPartial =
  (ports: SubmitPorts) =>
  async ({ survey, response }: Ready): Promise<Taken> => {
    const { source, receipt, at } = response;
    const invitationId = source.kind === 'link' ? source.invitation.id : null;
    const fresh = partialOf(survey, response);
    const outcome = await ports.partials.start(fresh, invitationId);
    if (outcome === 'customer_gone') return fail('invalid_token');
    if (outcome === 'refused') return 'again';
    const partial = outcome === 'started' ? fresh : await ports.partials.find(receipt, at);
    // Completed, or run out, between the two.
    if (!partial) return 'again';
    if (partial.surveyId !== survey.id) return fail('invalid_token');
    const resume = await resumePartial(ports, survey, partial, invitationId);
    return ok({ outcome: 'partial', repeated: outcome === 'there', ...resume });
  };
