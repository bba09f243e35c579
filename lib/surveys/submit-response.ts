import { createHash } from 'node:crypto';
import { contentHash } from '../shared/canonical.ts';
import { type Ids, idSuffix, idTime } from '../shared/ids.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { dayToDate, type Instant, toInstant } from '../shared/time.ts';
import type { Answers, Encoding } from './answers.ts';
import { languagesOf } from './check-definition.ts';
import { isExpired } from './invitation.ts';
import { receiptOf } from './invitation-token.ts';
import { chooseLanguage } from './language.ts';
import { metricsOf } from './measures.ts';
import { type Link, type LinkPorts, openLink } from './open-link.ts';
import { parseAnswers } from './parse-answers.ts';
import type { DayOf, RecordAnonymous, RecordIdentified, RecordOutcome } from './ports.ts';
import { type AnonymousResponse, splitTexts } from './response.ts';
import { isPublished, type PublishedSurvey } from './survey.ts';

export interface Submission {
  /** Absent where the link alone says which survey it is. */
  readonly surveyId?: string;
  readonly token?: string | undefined;
  readonly language?: string | undefined;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly encoding: Encoding;
}

/** What the respondent is told. Anonymous: the receipt alone, an id or an instant would lead to the answer. */
export interface Receipt {
  /** True when the link was used before: this is the first receipt again. */
  readonly repeated: boolean;
  readonly receipt: string;
  readonly identified: { readonly id: string; readonly completedAt: Instant } | null;
}

export interface SubmitPorts extends LinkPorts {
  readonly recordIdentified: RecordIdentified;
  readonly recordAnonymous: RecordAnonymous;
  readonly dayOf: DayOf;
  /** Digits behind the point of the reporting currency. */
  readonly currencyExponent: () => number;
  /** Unpredictable text. */
  readonly random: () => string;
}

export interface SubmitContext {
  readonly ids: Ids;
  readonly now: Instant;
}

/** Takes one response: of a personal link exactly one, whatever arrives at the same time. */
export const submitResponse = (ports: SubmitPorts) => {
  const open = openLink(ports);
  return async (submission: Submission, context: SubmitContext): Promise<Result<Receipt>> => {
    const { token, surveyId } = submission;
    if (token === undefined) return submitOpenly(ports, submission, context);
    const link = await open(token, surveyId);
    if (!link.ok) return link;
    return submitByLink(ports, { ...link.value, token }, submission, context);
  };
};

type Tokened = Link & { readonly token: string };

const submitByLink = async (
  ports: SubmitPorts,
  link: Tokened,
  submission: Submission,
  context: SubmitContext,
): Promise<Result<Receipt>> => {
  const { survey, invitation, token } = link;
  if (invitation.used !== false) return repeat(ports, link, submission);
  if (survey.status !== 'open') return fail('survey_not_open');
  if (isExpired(invitation, context.now)) return fail('link_expired');
  const parsed = parseAnswers(survey.definition, submission.answers, {
    encoding: submission.encoding,
    hidden: {},
    complete: true,
  });
  if (!parsed.ok) return parsed;
  const { outcome, identified } = await record(ports, link, submission, parsed.value, context);
  switch (outcome) {
    case 'recorded':
      return ok({ repeated: false, receipt: await receiptFor(ports, token), identified });
    case 'link_expired':
      return fail('link_expired');
    case 'customer_gone':
      return fail('invalid_token');
    case 'link_used': {
      const winner = await openLink(ports)(token);
      return winner.ok ? repeat(ports, { ...winner.value, token }, submission) : winner;
    }
  }
};

const receiptFor = async ({ keys }: SubmitPorts, tokenOrResponseId: string): Promise<string> =>
  receiptOf(await keys('receipt'), tokenOrResponseId);

const record = async (
  ports: SubmitPorts,
  link: Link,
  submission: Submission,
  answers: Answers,
  context: SubmitContext,
): Promise<{ readonly outcome: RecordOutcome; readonly identified: Receipt['identified'] }> => {
  const { survey, invitation } = link;
  if (survey.definition.mode === 'anonymous') {
    const response = anonymousResponse(ports, survey, submission.language, answers, {
      seed: ports.random(),
      at: context.now,
    });
    const use = { invitation, at: context.now };
    return { outcome: await ports.recordAnonymous(response, use), identified: null };
  }
  const event = responseEvent(ports, link, submission, answers, context);
  return {
    outcome: await ports.recordIdentified(event, invitation),
    identified: { id: event.responseId, completedAt: event.occurredAt },
  };
};

/** The first receipt again; an identified link that was answered otherwise is a conflict. */
const repeat = async (
  ports: SubmitPorts,
  { survey, invitation, token }: Tokened,
  submission: Submission,
): Promise<Result<Receipt>> => {
  const receipt = await receiptFor(ports, token);
  const { used } = invitation;
  if (typeof used !== 'object') return ok({ repeated: true, receipt, identified: null });
  const parsed = parseAnswers(survey.definition, submission.answers, {
    encoding: submission.encoding,
    hidden: {},
    complete: true,
  });
  if (!parsed.ok) return parsed;
  if (contentHash(parsed.value) !== used.hash) return fail('response_conflict');
  return ok({
    repeated: true,
    receipt,
    identified: { id: used.responseId, completedAt: used.at },
  });
};

const tokenNeeded = fail('invalid_request', {
  errors: [
    {
      pointer: '/token',
      code: 'required',
      message: 'This survey is answered through personal links',
    },
  ],
});

/** An answer without a personal link, which anonymous surveys take. */
const submitOpenly = async (
  ports: SubmitPorts,
  submission: Submission,
  { ids }: SubmitContext,
): Promise<Result<Receipt>> => {
  const survey = await ports.surveys.find(submission.surveyId ?? '');
  if (!survey) return fail('survey_not_found');
  if (!isPublished(survey) || survey.status !== 'open') return fail('survey_not_open');
  if (survey.definition.mode !== 'anonymous') return tokenNeeded;
  const parsed = parseAnswers(survey.definition, submission.answers, {
    encoding: submission.encoding,
    hidden: {},
    complete: true,
  });
  if (!parsed.ok) return parsed;
  // From the request's id, which an Idempotency-Key makes the same again, its time too: a repeat is found.
  const seed = ids('response');
  const at = toInstant(idTime(seed));
  const { language } = submission;
  const response = anonymousResponse(ports, survey, language, parsed.value, { seed, at });
  await ports.recordAnonymous(response);
  const receipt = await receiptFor(ports, response.id);
  return ok({ repeated: false, receipt, identified: null });
};

const languageOf = (survey: PublishedSurvey, wanted: string | undefined): string =>
  chooseLanguage([wanted], languagesOf(survey.definition), survey.definition.defaultLanguage);

/** No ULID: its time would put an order, and so a link, into the answers of a day. */
const unorderedId = (seed: string): string =>
  `rsp_${createHash('sha256').update(seed).digest('hex').slice(0, 26)}`;

const anonymousResponse = (
  { dayOf }: SubmitPorts,
  survey: PublishedSurvey,
  language: string | undefined,
  answers: Answers,
  { seed, at }: { readonly seed: string; readonly at: Instant },
): AnonymousResponse => ({
  id: unorderedId(seed),
  surveyId: survey.id,
  surveyVersion: survey.surveyVersion,
  language: languageOf(survey, language),
  day: dayToDate(dayOf(at)),
  ...splitTexts(survey.definition, answers),
});

const responseEvent = (
  { dayOf, currencyExponent }: SubmitPorts,
  { survey, invitation }: Link,
  { language }: Submission,
  answers: Answers,
  { ids, now }: SubmitContext,
) => {
  const responseId = ids('response');
  const { answers: choices, texts } = splitTexts(survey.definition, answers);
  return {
    type: 'response' as const,
    ledgerId: `led_${idSuffix(invitation.customerId)}`,
    eventId: responseId,
    customerId: invitation.customerId,
    occurredAt: now,
    day: dayOf(now),
    recordedAt: now,
    // Of the answers alone: the same answers in another language of the page are no other response.
    hash: contentHash(answers),
    by: invitation.customerId,
    surveyId: survey.id,
    responseId,
    surveyVersion: survey.surveyVersion,
    invitationId: invitation.id,
    language: languageOf(survey, language),
    metrics: metricsOf(survey.definition, answers, currencyExponent()),
    answers: choices,
    ...(Object.keys(texts).length > 0 ? { texts } : {}),
  };
};
