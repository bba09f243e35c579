import { idTime } from '../shared/ids.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { toInstant } from '../shared/time.ts';
import { hashCredential } from './blind-signature.ts';
import { languagesOf } from './check-labels.ts';
import { checkQuotas, noQuotas } from './check-quotas.ts';
import { isExpired } from './invitation.ts';
import { linkReceipt, receiptOf } from './invitation-token.ts';
import { chooseLanguage } from './language.ts';
import { type Link, openLink } from './open-link.ts';
import { parseSubmission } from './parse-submission.ts';
import { repeatByLink } from './repeat-response.ts';
import type { Prepared, ReadyResponse, Source, Submission, SubmitContext } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import { isPublished, type PublishedSurvey } from './survey.ts';

type Prepare = (submission: Submission, context: SubmitContext) => Promise<Result<Prepared>>;

/**
 * All that can be said of a submission before anything is written: by which right it comes, whether
 * it was answered before, and whether it fits the survey.
 */
export const prepareResponse =
  (ports: SubmitPorts): Prepare =>
  async (submission, context) => {
    if (submission.token !== undefined) return prepareByLink(ports, submission, context);
    const survey = await openSurvey(ports, submission);
    if (!survey.ok) return survey;
    if (submission.credential) return prepareByCredential(ports, survey.value, submission, context);
    return prepareOpenly(ports, survey.value, submission, context);
  };

const prepareByLink = async (
  ports: SubmitPorts,
  submission: Submission,
  context: SubmitContext,
): Promise<Result<Prepared>> => {
  const { token = '', surveyId } = submission;
  const link = await openLink(ports)(token, surveyId);
  if (!link.ok) return link;
  const { survey, invitation } = link.value;
  const receipt = await receiptOfLink(ports, link.value);
  if (invitation.used !== false) return repeatByLink(ports, link.value, { submission, receipt });
  // Not told apart from a link that never was: a stranger who found it learns nothing.
  if (isExpired(invitation, context.now)) return fail('invalid_token');
  if (survey.status !== 'open') return fail('survey_not_open');
  const id = survey.definition.mode === 'anonymous' ? ports.randomId() : context.ids('response');
  return ready(ports, survey, submission, { id, receipt, at: context.now, invitation });
};

/** The receipt of a personal link. */
export const receiptOfLink = async (
  { keys, linkKeys }: Pick<SubmitPorts, 'keys' | 'linkKeys'>,
  { survey, invitation }: Link,
): Promise<string> =>
  linkReceipt(await keys('receipt'), (await linkKeys()).first, {
    surveyId: survey.id,
    invitationId: invitation.id,
  });

const openSurvey = async (
  { surveys }: SubmitPorts,
  { surveyId = '' }: Submission,
): Promise<Result<PublishedSurvey>> => {
  const survey = await surveys.find(surveyId);
  if (!survey) return fail('survey_not_found');
  return isPublished(survey) ? ok(survey) : fail('survey_not_open');
};

/** Spent once; a repeat gets the receipt, and nothing is compared. */
const prepareByCredential = async (
  ports: SubmitPorts,
  survey: PublishedSurvey,
  submission: Submission,
  { now }: SubmitContext,
): Promise<Result<Prepared>> => {
  const { credential } = submission;
  if (!credential || survey.definition.mode !== 'anonymous') return fail('invalid_token');
  if (!(await ports.verifyCredential(survey.id, credential))) return fail('invalid_token');
  if (submission.complete === false) return credentialIsWhole;
  const hash = hashCredential(credential);
  const receipt = receiptOf(await ports.keys('receipt'), `credential.${survey.id}.${hash}`);
  if (await ports.isSpent(survey.id, hash))
    return answered({ outcome: 'completed', repeated: true, receipt, ...nothingMore });
  if (survey.status !== 'open') return fail('survey_not_open');
  const source: Source = { kind: 'credential', hash };
  return ready(ports, survey, submission, { id: ports.randomId(), receipt, at: now, source });
};

/** An answer without a personal link, which anonymous surveys take. */
const prepareOpenly = async (
  ports: SubmitPorts,
  survey: PublishedSurvey,
  submission: Submission,
  { ids }: SubmitContext,
): Promise<Result<Prepared>> => {
  if (survey.status !== 'open') return fail('survey_not_open');
  if (survey.definition.mode !== 'anonymous') return tokenNeeded;
  // From the request's id, which an Idempotency-Key makes the same again, its time too: a repeat is found.
  const id = ids('response');
  const receipt = receiptOf(await ports.keys('receipt'), id);
  return ready(ports, survey, submission, { id, receipt, at: toInstant(idTime(id)) });
};

interface Begun extends Pick<ReadyResponse, 'id' | 'receipt' | 'at'> {
  readonly invitation?: Link['invitation'];
  readonly source?: Source;
}

const ready = async (
  ports: SubmitPorts,
  survey: PublishedSurvey,
  submission: Submission,
  begun: Begun,
): Promise<Result<Prepared>> => {
  const { invitation, source, ...response } = begun;
  const parsed = parseSubmission(survey.definition, submission, invitation?.hidden ?? {});
  if (!parsed.ok) return parsed;
  const complete = submission.complete !== false;
  const check = complete ? await checkQuotas(ports, survey, parsed.value) : ok(noQuotas);
  if (!check.ok) return check;
  const partial =
    complete && invitation?.started
      ? await ports.partials.find(begun.receipt, begun.at)
      : undefined;
  const { channel, interviewer }: Pick<Submission, 'channel' | 'interviewer'> =
    invitation?.interview ?? submission;
  return ok({
    kind: 'ready',
    survey,
    complete,
    check: check.value,
    ...(partial ? { partial: { receipt: partial.receipt, revision: partial.revision } } : {}),
    response: {
      ...response,
      ...parsed.value,
      surveyId: survey.id,
      surveyVersion: survey.surveyVersion,
      language: languageOf(survey, submission.language),
      channel,
      ...(interviewer === undefined ? {} : { interviewer }),
      source: source ?? (invitation ? { kind: 'link', invitation } : { kind: 'open' }),
    },
  });
};

const answered = (receipt: Extract<Prepared, { kind: 'answered' }>['receipt']): Result<Prepared> =>
  ok({ kind: 'answered', receipt });

const nothingMore = { identified: null, resume: null } as const;

export const languageOf = (survey: PublishedSurvey, wanted: string | undefined): string =>
  chooseLanguage([wanted], languagesOf(survey.definition), survey.definition.defaultLanguage);

const refusal = (pointer: string, code: string, message: string) =>
  fail('invalid_request', { errors: [{ pointer, code, message }] });

const tokenNeeded = refusal('/token', 'required', 'This survey is answered through personal links');
const credentialIsWhole = refusal(
  '/complete',
  'not_with_credential',
  'A credential is spent on a complete response',
);
