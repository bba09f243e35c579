import * as z from 'zod';
import {
  type HeldDecision,
  type HeldResponse,
  heldUntil,
} from '../../surveys/abuse/held-response.ts';
import { holdReasons } from '../../surveys/abuse/judge-open.ts';
import { responseChannels } from '../../surveys/response.ts';
import { surveyModes } from '../../surveys/survey.ts';
import { Answers } from './answer-schema.ts';
import { controlKeys, listKey } from './keys.ts';

/** Schema number of held responses; readers upcast older ones. */
export const heldSchema = 1;

const secondsPerDay = 86_400;

const ids = { _v: z.literal(heldSchema), id: z.string(), survey: z.string(), day: z.iso.date() };

const HeldItem = z.object({
  ...ids,
  surveyVersion: z.int(),
  mode: z.enum(surveyModes),
  language: z.string(),
  channel: z.enum(responseChannels),
  hidden: z.record(z.string(), z.union([z.string(), z.number()])),
  answers: Answers,
  reasons: z.array(z.enum(holdReasons)),
  revision: z.int(),
  link: z.object({ invitationId: z.string(), customerId: z.string(), at: z.string() }).optional(),
});

const DecisionItem = z.object({ ...ids, decision: z.enum(['released', 'rejected']) });

/** Where held responses of a survey are listed; the day comes first, so that a range of days is a range of keys. */
export const heldList = (surveyId: string): string => `held#${surveyId}`;

export const heldPosition = ({ day, id }: Pick<HeldResponse, 'day' | 'id'>): string =>
  `${day}#${id}`;

/** The expiry is that of the day: an instant would say when an anonymous response came. */
const ttlOf = (day: string): number => heldUntil(day) * secondsPerDay;

export const heldItem = (held: HeldResponse): Record<string, unknown> => {
  const { id, surveyId, link, ...rest } = held;
  return {
    ...controlKeys.held(id),
    lk: listKey(heldList(surveyId), id),
    ls: heldPosition(held),
    _v: heldSchema,
    id,
    survey: surveyId,
    ...rest,
    ...(link ? { link } : {}),
    ttl: ttlOf(held.day),
  };
};

/** The item of a decision: it is in no list, and nothing of the content is left. */
export const decisionItem = ({ id, surveyId, day, decision }: HeldDecision) => ({
  ...controlKeys.held(id),
  _v: heldSchema,
  id,
  survey: surveyId,
  day,
  decision,
  ttl: ttlOf(day),
});

/** Reads a held response. Throws on an item that is none. */
export const readHeldItem = (stored: unknown): HeldResponse => {
  const { _v, survey, link, ...held } = HeldItem.parse(stored);
  return { ...held, surveyId: survey, link: link ?? null };
};

/** Reads a held response, or the decision about one. */
export const readHeldOrDecision = (
  stored: Readonly<Record<string, unknown>>,
): HeldResponse | HeldDecision => {
  if (stored['decision'] === undefined) return readHeldItem(stored);
  const { _v, survey, ...decision } = DecisionItem.parse(stored);
  return { ...decision, surveyId: survey };
};
