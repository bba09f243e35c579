import type { RateLimit } from '../../shared/rate-limit.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import { openLink } from '../open-link.ts';
import type { Receipt, Submission, SubmitContext } from '../submission.ts';
import type { SubmitPorts } from '../submit-ports.ts';
import { submitResponse } from '../submit-response.ts';
import { type ResponsePatch, updateResponse } from '../update-response.ts';
import { countFailure } from './count-failure.ts';
import { type ScreenPorts, screenVisit, type Visit } from './screen.ts';

export type GuardPorts = SubmitPorts & ScreenPorts;

/** What the respondent is told, with the limits that were counted for it. */
export type Guarded<T> = T & { readonly limits: readonly RateLimit[] };

type Submit = (
  submission: Submission,
  context: SubmitContext,
  visit?: Visit,
) => Promise<Result<Guarded<Receipt>>>;

/** The invitation behind a token that is still open: only there an attempt can fail that might have succeeded. */
const openInvitation = async (
  ports: SubmitPorts,
  { token, surveyId }: Submission,
): Promise<string | undefined> => {
  if (token === undefined) return undefined;
  const link = await openLink(ports)(token, surveyId);
  return link.ok && link.value.invitation.used === false ? link.value.invitation.id : undefined;
};

/** Answers through a link that do not fit are counted; too many of them are told to wait. */
const countMisfit = async (
  ports: GuardPorts,
  submission: Submission,
  { now }: SubmitContext,
  refused: Extract<Result<Receipt>, { ok: false }>,
): Promise<Result<never>> => {
  const invitation = await openInvitation(ports, submission);
  if (invitation === undefined) return refused;
  const { isRefused, limit } = await countFailure(ports)(invitation, now);
  return isRefused
    ? fail('too_many_requests', { limits: [limit], retryAfterSeconds: limit.resetSeconds })
    : { ok: false, failure: { ...refused.failure, limits: [limit] } };
};

/**
 * Takes a response behind the layers against abuse. They come last: whether a survey is open, a link is
 * good, the answers fit and quotas have room never depends on them. Without a visit, as staff write down
 * what they are told, there are none.
 */
export const submitGuarded = (ports: GuardPorts): Submit => {
  const submit = submitResponse(ports);
  const screening = screenVisit(ports);
  return async (submission, context, visit) => {
    const { screen, limits } = visit ? screening(visit, context.now) : passAll;
    const result = await submit(submission, context, screen);
    if (result.ok) return ok({ ...result.value, limits: limits() });
    return visit && result.failure.code === 'invalid_request'
      ? countMisfit(ports, submission, context, result)
      : result;
  };
};

type Update = (
  patch: ResponsePatch,
  now: Instant,
  visit?: Visit,
) => Promise<Result<Guarded<Receipt>>>;

/** Changes a response, with a look at what is completed. */
export const updateGuarded = (ports: GuardPorts): Update => {
  const update = updateResponse(ports);
  const screening = screenVisit(ports);
  return async (patch, now, visit) => {
    const { screen, limits } = visit ? screening(visit, now) : passAll;
    const result = await update(patch, now, screen);
    return result.ok ? ok({ ...result.value, limits: limits() }) : result;
  };
};

const passAll = { screen: undefined, limits: (): readonly RateLimit[] => [] };
