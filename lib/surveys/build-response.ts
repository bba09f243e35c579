import type { EventOf } from '../events/ledger-event.ts';
import { contentHash } from '../shared/canonical.ts';
import { ledgerOf } from '../shared/ids.ts';
import type { Answers } from './answers.ts';
import type { HiddenValues } from './hidden-field.ts';
import type { Invitation } from './invitation.ts';
import { metricsOf } from './measures.ts';
import type { CountedIn } from './quota-counting.ts';
import { type ResponseClasses, splitTexts } from './response.ts';
import type { ReadyResponse } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import type { PublishedSurvey, SurveyDefinition } from './survey.ts';

type BuildPorts = Pick<SubmitPorts, 'dayOf' | 'currencyExponent'>;

/** What of an event follows from the answers: alike for the first and every later revision. */
export const answerMembers = (
  { currencyExponent }: Pick<BuildPorts, 'currencyExponent'>,
  definition: SurveyDefinition,
  answers: Answers,
) => {
  const { answers: choices, texts } = splitTexts(definition, answers);
  const isConfidential = definition.mode === 'confidential';
  return {
    // Of the answers alone: the same answers in another language of the page are no other response.
    hash: contentHash(answers),
    // What is shown of nobody moves the score of nobody.
    metrics: isConfidential ? {} : metricsOf(definition, answers, currencyExponent()),
    answers: choices,
    ...(Object.keys(texts).length > 0 ? { texts } : {}),
  };
};

/** Values of free fields could name whoever answers: an anonymous response keeps the choices. */
export const choiceHidden = ({ hidden }: SurveyDefinition, values: HiddenValues): HiddenValues => {
  const choices = new Set(hidden.filter(({ type }) => type === 'choice').map(({ id }) => id));
  return Object.fromEntries(Object.entries(values).filter(([id]) => choices.has(id)));
};

/** The ledger event of a response whose customer is known. */
export const responseEvent = (
  ports: BuildPorts,
  survey: PublishedSurvey,
  {
    response,
    invitation,
    classes,
    quotas,
  }: {
    readonly response: ReadyResponse;
    readonly invitation: Invitation;
    readonly classes: ResponseClasses | undefined;
    readonly quotas: CountedIn;
  },
): EventOf<'response'> => ({
  type: 'response',
  ledgerId: ledgerOf(invitation.customerId),
  eventId: response.id,
  customerId: invitation.customerId,
  occurredAt: response.at,
  // Finished days are counted once: who was let out of quarantine counts from then on.
  day: ports.dayOf(response.release?.at ?? response.at),
  recordedAt: response.release?.at ?? response.at,
  by: invitation.customerId,
  surveyId: survey.id,
  responseId: response.id,
  surveyVersion: response.surveyVersion,
  invitationId: invitation.id,
  language: response.language,
  channel: response.channel,
  ...answerMembers(ports, survey.definition, response.answers),
  ...(response.release && response.release.revision > 1
    ? { revision: response.release.revision }
    : {}),
  ...(Object.keys(response.hidden).length > 0 ? { hidden: response.hidden } : {}),
  ...(Object.keys(quotas).length > 0 ? { quotas } : {}),
  ...(classes ? { classes: { ...classes } } : {}),
  ...(response.interviewer === undefined ? {} : { interviewer: response.interviewer }),
  ...(survey.definition.mode === 'confidential' ? { confidential: true } : {}),
});
