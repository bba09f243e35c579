import * as z from 'zod';
import { AskOrigin } from '../../events/ask-origin.ts';
import {
  contactChannels,
  contactDirections,
  serviceStatuses,
  subscriptionStatuses,
} from '../../events/customer-facts.ts';
import type { LedgerEvent } from '../../events/ledger-event.ts';
import {
  analysedSentiments,
  askCarriers,
  caseSteps,
  feedbackChannels,
  type Json,
} from '../../events/voice-facts.ts';
import { dayToDate } from '../../shared/time.ts';
import type { Database } from './database.ts';
import { eventKeys, responseKeys } from './keys.ts';
import type { TransactItem } from './transact.ts';

/** Schema number of event items; readers upcast older ones. */
export const eventSchema = 1;

const minor = z.int();
const foreign = z.object({ amount: minor, currency: z.string(), fxRate: z.string() });
const json: z.ZodType<Json> = z.json();

/** Payload `p` by type. Free text stands in `text`, apart from the amounts, so that it can be deleted. */
const facts = [
  z.object({
    type: z.literal('purchase'),
    orderId: z.string(),
    amount: minor,
    cost: minor.exactOptional(),
    discount: minor.exactOptional(),
    category: z.string().exactOptional(),
    lines: z
      .array(
        z.object({
          productId: z.string(),
          category: z.string().exactOptional(),
          quantity: z.int().exactOptional(),
          amount: minor.exactOptional(),
        }),
      )
      .exactOptional(),
    original: z
      .object({
        amount: foreign.exactOptional(),
        cost: foreign.exactOptional(),
        discount: foreign.exactOptional(),
      })
      .exactOptional(),
  }),
  z.object({
    type: z.literal('refund'),
    orderId: z.string(),
    amount: minor,
    original: z.object({ amount: foreign.exactOptional() }).exactOptional(),
  }),
  z.object({ type: z.literal('void'), targetId: z.string(), text: z.string().exactOptional() }),
  z.object({ type: z.literal('visit') }),
  z.object({
    type: z.literal('contact'),
    channel: z.enum(contactChannels),
    direction: z.enum(contactDirections),
    text: z.string().exactOptional(),
  }),
  z.object({ type: z.literal('complaint'), text: z.string().exactOptional() }),
  z.object({
    type: z.literal('referral'),
    referredCustomerId: z.string(),
    reward: minor.exactOptional(),
    original: z.object({ reward: foreign.exactOptional() }).exactOptional(),
  }),
  z.object({
    type: z.literal('referred'),
    referrerCustomerId: z.string(),
    referralId: z.string(),
  }),
  z.object({
    type: z.literal('service'),
    ticketId: z.string(),
    status: z.enum(serviceStatuses),
    minutes: z.int().exactOptional(),
  }),
  z.object({
    type: z.literal('points'),
    points: z.int(),
    value: minor.exactOptional(),
    original: z.object({ value: foreign.exactOptional() }).exactOptional(),
  }),
  z.object({
    type: z.literal('subscription'),
    subscriptionId: z.string(),
    status: z.enum(subscriptionStatuses),
    endsOn: z.string(),
  }),
  z.object({ type: z.literal('note'), text: z.string().exactOptional() }),
  z.object({
    type: z.literal('response'),
    surveyId: z.string(),
    responseId: z.string(),
    surveyVersion: z.int(),
    invitationId: z.string().exactOptional(),
    language: z.string().exactOptional(),
    metrics: z.object({
      nps: z.number().exactOptional(),
      csat: z.number().exactOptional(),
      ces: z.number().exactOptional(),
      economic: z.number().exactOptional(),
      functional: z.number().exactOptional(),
      emotional: z.number().exactOptional(),
      wallet: z.number().exactOptional(),
      repurchase: z.number().exactOptional(),
    }),
    answers: z.record(z.string(), json),
    channel: z.string().exactOptional(),
    hidden: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
    classes: z
      .object({
        tier: z.string().nullable(),
        stage: z.string().nullable(),
        activity: z.string().nullable(),
        risk: z.string().nullable(),
      })
      .exactOptional(),
    interviewer: z.string().exactOptional(),
    revision: z.int().exactOptional(),
    quotas: z.record(z.string(), z.int()).exactOptional(),
    confidential: z.literal(true).exactOptional(),
    texts: z.record(z.string(), z.string()).exactOptional(),
  }),
  z.object({
    type: z.literal('feedback'),
    channel: z.enum(feedbackChannels),
    rating: z.number().exactOptional(),
    source: z.string().exactOptional(),
    text: z.string().exactOptional(),
  }),
  z.object({
    type: z.literal('transition'),
    class: z.enum(['tier', 'stage', 'activity', 'risk']),
    from: z.string().nullable(),
    to: z.string().nullable(),
    messageId: z.string(),
    runId: z.string().exactOptional(),
  }),
  z.object({
    type: z.literal('case'),
    caseId: z.string(),
    step: z.enum(caseSteps),
    cause: z.string().exactOptional(),
    owner: z.string().exactOptional(),
    rootCause: z.string().exactOptional(),
    outcome: z.string().exactOptional(),
  }),
  z.object({
    type: z.literal('analysis'),
    of: z.string(),
    sentiment: z.enum(analysedSentiments),
    probability: z.number(),
    angry: z.boolean(),
    language: z.string(),
    themes: z.array(
      z.object({
        theme: z.string(),
        value: z.number(),
        sentences: z.array(z.tuple([z.string(), z.int(), z.int()])),
      }),
    ),
    modelVersion: z.string(),
    confidential: z.literal(true).exactOptional(),
  }),
  z.object({ type: z.literal('erasure'), erasureId: z.string() }),
  z.object({
    type: z.literal('asked'),
    surveyId: z.string(),
    invitationId: z.string(),
    origin: AskOrigin,
    channel: z.string(),
    carrier: z.enum(askCarriers),
    reminder: z.int(),
  }),
] as const;

const Fact = z.discriminatedUnion('type', facts);

/** The envelope of a stored event. */
const EventItem = z.object({
  ledger: z.string(),
  event: z.string(),
  _v: z.literal(eventSchema),
  at: z.string(),
  type: z.string(),
  customer: z.string(),
  occurredAt: z.string(),
  day: z.int(),
  recordedAt: z.string(),
  hash: z.string(),
  by: z.string(),
  p: z.record(z.string(), z.unknown()).optional(),
  text: z.string().optional(),
  texts: z.record(z.string(), z.string()).optional(),
  voidedBy: z.string().optional(),
});

/** The item of an event. */
export const eventItem = (event: LedgerEvent): Record<string, unknown> => {
  const {
    ledgerId,
    eventId,
    customerId,
    occurredAt,
    day,
    recordedAt,
    hash,
    by,
    voidedBy,
    ...fact
  } = event;
  const { type, text, texts, ...payload } = { text: undefined, texts: undefined, ...fact };
  return {
    ...eventKeys.event(ledgerId, eventId),
    _v: eventSchema,
    at: eventKeys.at(occurredAt, eventId),
    type,
    customer: customerId,
    occurredAt,
    day,
    recordedAt,
    hash,
    by,
    ...(event.type === 'response' ? responseKeys.indexed(event) : {}),
    ...(Object.keys(payload).length > 0 ? { p: payload } : {}),
    ...(text === undefined ? {} : { text }),
    ...(texts === undefined ? {} : { texts }),
    ...(voidedBy === undefined ? {} : { voidedBy }),
    ...(event.type === 'response'
      ? eventKeys.survey(event.surveyId, dayToDate(day), event.responseId)
      : {}),
  };
};

/** The first write of an event; of a later one it says what stands there. */
export const eventPut = (database: Database, event: LedgerEvent): TransactItem => ({
  Put: {
    TableName: database.table('events'),
    Item: eventItem(event),
    ConditionExpression: 'attribute_not_exists(#event)',
    ExpressionAttributeNames: { '#event': 'event' },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** Reads a stored event. Throws on an item that is none. */
export const readEventItem = (stored: unknown): LedgerEvent => {
  const item = EventItem.parse(stored);
  const fact = Fact.parse({
    ...item.p,
    type: item.type,
    ...(item.text === undefined ? {} : { text: item.text }),
    ...(item.texts === undefined ? {} : { texts: item.texts }),
  });
  return {
    ledgerId: item.ledger,
    eventId: item.event,
    customerId: item.customer,
    occurredAt: item.occurredAt,
    day: item.day,
    recordedAt: item.recordedAt,
    hash: item.hash,
    by: item.by,
    ...(item.voidedBy === undefined ? {} : { voidedBy: item.voidedBy }),
    ...fact,
  };
};
