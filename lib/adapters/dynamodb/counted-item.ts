import * as z from 'zod';
import { dateToDay } from '../../shared/time.ts';
import { type GapAnswer, type GapQuestion, orderField } from '../../surveys/expectation-gap.ts';
import { groupsOf } from '../../surveys/group-key.ts';
import type { GroupedResponse } from '../../surveys/histogram-tally.ts';
import type { SurveyMode } from '../../surveys/survey.ts';
import { readCounted } from './response-item.ts';

const classes = z.object({
  tier: z.string().nullable(),
  stage: z.string().nullable(),
  activity: z.string().nullable(),
  risk: z.string().nullable(),
});

/** What groups follow from; absent in responses from before it was kept. */
const TraitsItem = z.object({
  p: z.object({
    surveyVersion: z.int(),
    language: z.string().optional(),
    channel: z.string().optional(),
    hidden: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    classes: classes.optional(),
    interviewer: z.string().optional(),
  }),
});

/** What of a stored response of either kind is counted, and in which groups. */
export const readGrouped = (mode: SurveyMode, stored: unknown): GroupedResponse => {
  const { surveyVersion, language, channel, hidden, interviewer, ...p } =
    TraitsItem.parse(stored).p;
  const traits = { surveyVersion, language, channel, hidden, interviewer, classes: p.classes };
  return { ...readCounted(stored), groups: groupsOf(mode, traits) };
};

const GapItem = z.object({
  event: z.string(),
  /** Of identified responses only. */
  customer: z.string().optional(),
  occurredAt: z.string().optional(),
  day: z.int().optional(),
  /** Of anonymous ones. */
  date: z.string().optional(),
  p: z.object({
    answers: z.record(z.string(), z.unknown()),
    hidden: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  }),
});

/** The halves of pairs that a stored response answers; an anonymous one is a pair with itself only. */
export const readGapAnswers = (
  stored: unknown,
  {
    questions,
    knowsOrders,
  }: { readonly questions: readonly GapQuestion[]; readonly knowsOrders: boolean },
): readonly GapAnswer[] => {
  const { event, customer, occurredAt, day, date, p } = GapItem.parse(stored);
  const order = knowsOrders ? p.hidden[orderField] : undefined;
  return questions.flatMap(({ id, aspect, moment }) => {
    const value = p.answers[id];
    if (typeof value !== 'number') return [];
    return [
      {
        ...{ aspect, moment, value, responseId: event, customer: customer ?? event },
        order: order === undefined ? null : String(order),
        at: occurredAt ?? '',
        day: day ?? dateToDay(date ?? ''),
      },
    ];
  });
};
