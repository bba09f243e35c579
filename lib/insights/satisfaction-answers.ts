import type { EventOf, LedgerEvent } from '../events/ledger-event.ts';
import type { Day, Instant } from '../shared/time.ts';
import { type GapAnswer, gapQuestions, orderField } from '../surveys/expectation-gap.ts';
import type { SurveyDefinition } from '../surveys/survey.ts';
import type { SampledEvents, TimelineOptions } from './timeline.ts';

export const satisfactionMetrics = ['nps', 'csat', 'ces'] as const;
export type SatisfactionMetric = (typeof satisfactionMetrics)[number];

export const satisfactionDimensions = ['tier', 'stage', 'channel', 'language', 'step'] as const;
export type SatisfactionDimension = (typeof satisfactionDimensions)[number];

/** The key of answers of which a dimension says nothing. */
export const noGroup = 'none';

/** One score that a customer gave. */
export interface ScoredAnswer {
  readonly customerId: string;
  readonly metric: SatisfactionMetric;
  readonly value: number;
  readonly at: Instant;
  readonly day: Day;
  readonly groups: Readonly<Record<SatisfactionDimension, string>>;
}

/** Definitions of the surveys that were answered, by id; those of surveys that are gone are missing. */
export type Definitions = ReadonlyMap<string, SurveyDefinition>;

/** The step of the journey that a score is about: that of the first question of its type that was answered. */
const stepOf = (
  definition: SurveyDefinition | undefined,
  metric: SatisfactionMetric,
  answers: Readonly<Record<string, unknown>>,
): string => {
  const question = definition?.questions.find(
    ({ id, type }) => type === metric && typeof answers[id] === 'number',
  );
  return question?.step ?? definition?.step ?? noGroup;
};

const responseScores = (
  event: EventOf<'response'>,
  definitions: Definitions,
): readonly ScoredAnswer[] => {
  const { customerId, occurredAt: at, day, classes, channel, language } = event;
  const groups = {
    tier: classes?.tier ?? noGroup,
    stage: classes?.stage ?? noGroup,
    channel: channel ?? noGroup,
    language: language ?? noGroup,
  };
  return satisfactionMetrics.flatMap((metric) => {
    const value = event.metrics[metric];
    if (value === undefined) return [];
    const step = stepOf(definitions.get(event.surveyId), metric, event.answers);
    return [{ customerId, metric, value, at, day, groups: { ...groups, step } }];
  });
};

/** A rating outside surveys is an answer about satisfaction in the channel that it came by. */
const feedbackScores = (event: EventOf<'feedback'>): readonly ScoredAnswer[] => {
  const { customerId, rating, occurredAt: at, day, channel } = event;
  if (rating === undefined) return [];
  const none = { tier: noGroup, stage: noGroup, language: noGroup, step: noGroup };
  return [{ customerId, metric: 'csat', value: rating, at, day, groups: { ...none, channel } }];
};

/** What of a ledger counts: known by then, neither taken back nor changed by a later revision, not after the end of the data. */
export const countedEvents = (
  { events }: SampledEvents,
  { dataEnd, knownAt }: TimelineOptions,
): readonly LedgerEvent[] => {
  const known = events.filter(({ recordedAt }) => recordedAt <= knownAt);
  const ids = new Set(known.map(({ eventId }) => eventId));
  const voided = new Set(known.flatMap((event) => (event.type === 'void' ? [event.targetId] : [])));
  return known.filter(
    ({ eventId, day, voidedBy }) =>
      day <= dataEnd && !voided.has(eventId) && !(voidedBy !== undefined && ids.has(voidedBy)),
  );
};

/** The scores of a ledger. Confidential answers carry none. */
export const scoresOf = (
  events: readonly LedgerEvent[],
  definitions: Definitions,
): readonly ScoredAnswer[] =>
  events.flatMap((event) => {
    if (event.type === 'response')
      return event.confidential ? [] : responseScores(event, definitions);
    return event.type === 'feedback' ? feedbackScores(event) : [];
  });

/** Halves of pairs of expectation and experience, over all surveys. */
export const gapHalvesOf = (
  events: readonly LedgerEvent[],
  definitions: Definitions,
): readonly GapAnswer[] =>
  events.flatMap((event) => {
    if (event.type !== 'response' || event.confidential) return [];
    const definition = definitions.get(event.surveyId);
    if (definition === undefined) return [];
    const trusted = definition.hidden.some((field) => field.id === orderField && field.trusted);
    const order = trusted ? event.hidden?.[orderField] : undefined;
    return gapQuestions(definition.questions).flatMap(({ id, aspect, moment }) => {
      const value = event.answers[id];
      if (typeof value !== 'number') return [];
      return [
        {
          ...{ aspect, moment, value, responseId: event.responseId, day: event.day },
          ...{ customer: event.customerId, order: order === undefined ? null : String(order) },
          at: event.occurredAt,
        },
      ];
    });
  });

/** Surveys that were answered in a sample. */
export const surveysAnswered = (ledgers: readonly SampledEvents[]): readonly string[] => [
  ...new Set(
    ledgers.flatMap(({ events }) =>
      events.flatMap((event) => (event.type === 'response' ? [event.surveyId] : [])),
    ),
  ),
];
