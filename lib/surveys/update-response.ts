import { fail, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { editResponse } from './edit-response.ts';
import { type ResumeTarget, verifyResumeToken } from './resume-token.ts';
import { passAll, type Screen } from './screen-response.ts';
import type { Receipt } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import { isPublished, type PublishedSurvey } from './survey.ts';
import { type Attempted, untilSettled } from './until-settled.ts';
import { updatePartial } from './update-partial.ts';

/** A change of a response by whoever holds its resume token. Null removes an answer, absent keeps it. */
export interface ResponsePatch {
  readonly responseId: string;
  /** Must be that of the token where it is given. */
  readonly surveyId?: string | undefined;
  readonly resumeToken: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly hidden: Readonly<Record<string, unknown>>;
  readonly language?: string | undefined;
  readonly complete: boolean;
  /** The revision that the caller has seen; without it the latest is changed. */
  readonly revision?: number | undefined;
}

/** A change of what the token names. */
export interface Change {
  readonly survey: PublishedSurvey;
  readonly target: ResumeTarget;
  readonly patch: ResponsePatch;
  readonly now: Instant;
  /** Looks at one that is completed. */
  readonly screen: Screen;
}

const targetOf = async (ports: SubmitPorts, patch: ResponsePatch): Promise<ResumeTarget | null> => {
  const target = verifyResumeToken(await ports.keys('resume'), patch.resumeToken);
  const isNamed =
    target?.responseId === patch.responseId &&
    (patch.surveyId === undefined || patch.surveyId === target.surveyId);
  return isNamed ? target : null;
};

/**
 * Changes a response that is not complete, or whose edit window is open. A wrong token, an unknown
 * response and one that has run out are the same refusal. The same change again changes nothing.
 */
export const updateResponse =
  (ports: SubmitPorts) =>
  async (
    patch: ResponsePatch,
    now: Instant,
    screen: Screen = passAll,
  ): Promise<Result<Receipt>> => {
    const target = await targetOf(ports, patch);
    if (!target) return fail('invalid_token');
    return untilSettled(async (): Promise<Attempted<Receipt>> => {
      const survey = await ports.surveys.find(target.surveyId);
      if (!survey || !isPublished(survey)) return fail('invalid_token');
      const change = { survey, target, patch, now, screen };
      const partial = await ports.partials.find(target.receipt, now);
      return partial?.id === target.responseId
        ? updatePartial(ports, change, partial)
        : editResponse(ports, change);
    });
  };
