import * as z from 'zod';
import type { EventOf } from '../../events/ledger-event.ts';
import { dayToDate } from '../../shared/time.ts';
import type { CountedResponse } from '../../surveys/histogram.ts';
import {
  type AnonymousResponse,
  joinTexts,
  type Response,
  responseChannels,
} from '../../surveys/response.ts';
import { AnswersOrNull } from './answer-schema.ts';
import { readEventItem } from './event-item.ts';
import { responseKeys } from './keys.ts';

/** Schema number of anonymous response items; readers upcast older ones. */
export const anonymousSchema = 2;

/** The type that no stream consumer knows: an anonymous answer sends no message. */
const anonymousType = 'anonymous';

const hidden = z.record(z.string(), z.union([z.string(), z.number()]));
const texts = z.record(z.string(), z.string());

/** Schema 1 knew no channel, hidden values, quotas or revisions: a response of it has none. */
const AnonymousItem = z.object({
  event: z.string(),
  _v: z.union([z.literal(1), z.literal(anonymousSchema)]),
  type: z.literal(anonymousType),
  survey: z.string(),
  date: z.string(),
  p: z.object({
    surveyVersion: z.int(),
    language: z.string(),
    answers: AnswersOrNull,
    channel: z.enum(responseChannels).optional(),
    hidden: hidden.default({}),
    quotas: z.record(z.string(), z.int()).default({}),
  }),
  texts: texts.optional(),
  revision: z.int().default(1),
  cameOn: z.string().optional(),
});

export const anonymousItem = (response: AnonymousResponse): Record<string, unknown> => {
  const { id, surveyId, day, texts, cameOn = day, revision = 1 } = response;
  return {
    ...responseKeys.anonymous(surveyId, day, id),
    _v: anonymousSchema,
    type: anonymousType,
    survey: surveyId,
    date: day,
    p: anonymousPayload(response),
    ...(cameOn === day ? {} : { cameOn }),
    ...(revision === 1 ? {} : { revision }),
    ...(Object.keys(texts).length > 0 ? { texts } : {}),
  };
};

/** What of an anonymous response is not free text. */
export const anonymousPayload = (response: AnonymousResponse): Record<string, unknown> => {
  const { surveyVersion, language, answers, channel, hidden, quotas } = response;
  return {
    surveyVersion,
    language,
    answers,
    channel,
    ...(Object.keys(hidden).length > 0 ? { hidden } : {}),
    ...(Object.keys(quotas).length > 0 ? { quotas } : {}),
  };
};

/** Reads a stored anonymous response. Throws on an item that is none. */
export const readAnonymousItem = (stored: unknown): Response => {
  const { event, survey, date, p, texts = {}, revision } = AnonymousItem.parse(stored);
  return {
    id: event,
    surveyId: survey,
    surveyVersion: p.surveyVersion,
    language: p.language,
    answers: joinTexts({ answers: p.answers, texts }),
    day: date,
    channel: p.channel ?? null,
    hidden: p.hidden,
    classes: null,
    interviewer: null,
    revision,
    identified: null,
  };
};

/** The same as it is changed. */
export const readStoredAnonymous = (stored: unknown) => {
  const { date: day, p, texts = {}, revision, cameOn } = AnonymousItem.parse(stored);
  const joined = Object.entries(joinTexts({ answers: p.answers, texts }));
  const answers = joined.flatMap(([id, answer]) =>
    answer === null ? [] : [[id, answer] as const],
  );
  return {
    answers: Object.fromEntries(answers),
    hidden: p.hidden,
    language: p.language,
    revision,
    day,
    ...(cameOn === undefined ? {} : { cameOn }),
    quotas: p.quotas,
    // Responses from before there were several ways came by personal links and web pages alike.
    channel: p.channel ?? ('web' as const),
  };
};

const isResponse = (event: { readonly type: string }): event is EventOf<'response'> =>
  event.type === 'response';

/** Reads a response out of a ledger. Throws on another event: the survey index holds none. */
export const readIdentifiedItem = (stored: unknown): Response => {
  const event = readEventItem(stored);
  if (!isResponse(event)) throw new Error(`the survey index holds a ${event.type}`);
  return {
    id: event.responseId,
    surveyId: event.surveyId,
    surveyVersion: event.surveyVersion,
    language: event.language ?? '',
    answers: joinTexts({ answers: AnswersOrNull.parse(event.answers), texts: event.texts ?? {} }),
    day: dayToDate(event.day),
    channel: z.enum(responseChannels).parse(event.channel ?? 'link'),
    hidden: event.hidden ?? {},
    classes: event.classes ?? null,
    interviewer: event.interviewer ?? null,
    revision: event.revision ?? 1,
    identified: {
      customerId: event.customerId,
      invitationId: event.invitationId ?? '',
      completedAt: event.occurredAt,
    },
  };
};

const CountedItem = z.object({ p: z.object({ answers: AnswersOrNull }) });

/** What of a stored response of either kind is counted. */
export const readCounted = (stored: unknown): CountedResponse => {
  const { answers } = CountedItem.parse(stored).p;
  const entries = Object.entries(answers);
  return {
    completed: true,
    answers: Object.fromEntries(
      entries.flatMap(([id, given]) => (given === null ? [] : [[id, given]])),
    ),
    written: entries.filter(([, given]) => given === null).map(([id]) => id),
  };
};
