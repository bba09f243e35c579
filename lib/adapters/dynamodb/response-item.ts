import * as z from 'zod';
import type { EventOf } from '../../events/ledger-event.ts';
import { dayToDate } from '../../shared/time.ts';
import type { Answer } from '../../surveys/answers.ts';
import type { CountedResponse } from '../../surveys/histogram.ts';
import { type AnonymousResponse, joinTexts, type Response } from '../../surveys/response.ts';
import { readEventItem } from './event-item.ts';
import { responseKeys } from './keys.ts';

/** Schema number of anonymous response items; readers upcast older ones. */
export const anonymousSchema = 1;

/** The type that no stream consumer knows: an anonymous answer sends no message. */
const anonymousType = 'anonymous';

const answer: z.ZodType<Answer | null> = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
  z.null(),
]);
const Answers = z.record(z.string(), answer);

const AnonymousItem = z.object({
  event: z.string(),
  _v: z.literal(anonymousSchema),
  type: z.literal(anonymousType),
  survey: z.string(),
  date: z.string(),
  p: z.object({ surveyVersion: z.int(), language: z.string(), answers: Answers }),
  texts: z.record(z.string(), z.string()).optional(),
});

export const anonymousItem = (response: AnonymousResponse): Record<string, unknown> => {
  const { id, surveyId, surveyVersion, language, day, answers, texts } = response;
  return {
    ...responseKeys.anonymous(surveyId, day, id),
    _v: anonymousSchema,
    type: anonymousType,
    survey: surveyId,
    date: day,
    p: { surveyVersion, language, answers },
    ...(Object.keys(texts).length > 0 ? { texts } : {}),
  };
};

/** Reads a stored anonymous response. Throws on an item that is none. */
export const readAnonymousItem = (stored: unknown): Response => {
  const { event, survey, date, p, texts = {} } = AnonymousItem.parse(stored);
  return {
    id: event,
    surveyId: survey,
    surveyVersion: p.surveyVersion,
    language: p.language,
    answers: joinTexts({ answers: p.answers, texts }),
    day: date,
    identified: null,
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
    answers: joinTexts({ answers: Answers.parse(event.answers), texts: event.texts ?? {} }),
    day: dayToDate(event.day),
    identified: {
      customerId: event.customerId,
      invitationId: event.invitationId ?? '',
      completedAt: event.occurredAt,
    },
  };
};

const CountedItem = z.object({ p: z.object({ answers: Answers }) });

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
