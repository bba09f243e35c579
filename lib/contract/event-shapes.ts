import * as z from 'zod';
import { AskOrigin } from '../events/ask-origin.ts';
import {
  contactChannels,
  contactDirections,
  serviceStatuses,
  subscriptionStatuses,
} from '../events/customer-facts.ts';
import { eventTypes } from '../events/ledger-event.ts';
import { EventAmount } from '../events/new-event.ts';
import { analysedSentiments, caseSteps, feedbackChannels } from '../events/voice-facts.ts';
import { Money } from '../shared/money.ts';

/** What a caller is told about an event that was recorded, now or before. */
export const EventReceipt = z
  .strictObject({
    id: z.string(),
    customerId: z.string(),
    type: z.enum(eventTypes),
    occurredAt: z.iso.datetime(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'EventReceipt' });
export type EventReceipt = z.infer<typeof EventReceipt>;

const about = {
  id: z.string(),
  customerId: z.string(),
  occurredAt: z.iso.datetime(),
  day: z.iso.date().meta({ description: 'The business day that it counts for.' }),
  recordedAt: z.iso.datetime(),
  voidedBy: z.string().optional().meta({ description: 'The void that took it back.' }),
};

const original = EventAmount.meta({ description: 'As it was given, with the rate used.' });

const types = [
  z.strictObject({
    ...about,
    type: z.literal('purchase'),
    orderId: z.string(),
    amount: Money,
    cost: Money.optional(),
    discount: Money.optional(),
    category: z.string().optional(),
    lines: z
      .array(
        z.strictObject({
          productId: z.string(),
          category: z.string().optional(),
          quantity: z.int().optional(),
          amount: Money.optional(),
        }),
      )
      .optional(),
    original: z
      .strictObject({
        amount: original.optional(),
        cost: original.optional(),
        discount: original.optional(),
      })
      .optional(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('refund'),
    orderId: z.string(),
    amount: Money,
    original: z.strictObject({ amount: original.optional() }).optional(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('void'),
    eventId: z.string(),
    reason: z.string().optional(),
  }),
  z.strictObject({ ...about, type: z.literal('visit') }),
  z.strictObject({
    ...about,
    type: z.literal('contact'),
    channel: z.enum(contactChannels),
    direction: z.enum(contactDirections),
    subject: z.string().optional(),
  }),
  z.strictObject({ ...about, type: z.literal('complaint'), reason: z.string().optional() }),
  z.strictObject({
    ...about,
    type: z.literal('referral'),
    referredCustomerId: z.string(),
    reward: Money.optional(),
    original: z.strictObject({ reward: original.optional() }).optional(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('referred'),
    referrerCustomerId: z.string(),
    referralId: z.string().meta({ description: 'The referral in the events of the referrer.' }),
  }),
  z.strictObject({
    ...about,
    type: z.literal('service'),
    ticketId: z.string(),
    status: z.enum(serviceStatuses),
    minutes: z.int().optional(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('points'),
    points: z.int(),
    value: Money.optional(),
    original: z.strictObject({ value: original.optional() }).optional(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('subscription'),
    subscriptionId: z.string(),
    status: z.enum(subscriptionStatuses),
    endsOn: z.iso.date(),
  }),
  z.strictObject({ ...about, type: z.literal('note'), text: z.string().optional() }),
  z.strictObject({
    ...about,
    type: z.literal('response'),
    surveyId: z.string(),
    responseId: z.string(),
    surveyVersion: z.int(),
    metrics: z.strictObject({
      nps: z.number().optional(),
      csat: z.number().optional(),
      ces: z.number().optional(),
      economic: z.number().optional(),
      functional: z.number().optional(),
      emotional: z.number().optional(),
      wallet: z.number().optional(),
    }),
  }),
  z.strictObject({
    ...about,
    type: z.literal('feedback'),
    channel: z.enum(feedbackChannels),
    rating: z.number().optional().meta({ description: 'Satisfaction from 1 to 5.' }),
    source: z.string().optional().meta({ description: 'The platform that it was written on.' }),
    text: z.string().optional(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('transition'),
    class: z.enum(['tier', 'stage', 'activity', 'risk']),
    from: z.string().nullable(),
    to: z.string().nullable(),
    runId: z.string().optional(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('case'),
    caseId: z.string(),
    step: z.enum(caseSteps),
    cause: z.string().optional(),
    owner: z.string().optional(),
    rootCause: z.string().optional(),
    outcome: z.string().optional(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('analysis'),
    of: z.string().meta({ description: 'The event whose texts were read.' }),
    sentiment: z.enum(analysedSentiments).nullable().meta({
      description: 'What its texts say; null of a confidential response.',
    }),
    angry: z.boolean().nullable().meta({
      description: 'Written in anger; null of a confidential response.',
    }),
    themes: z.array(z.string()).meta({ description: 'Themes that the texts speak of.' }),
  }),
  z.strictObject({ ...about, type: z.literal('erasure'), erasureId: z.string() }),
  z.strictObject({
    ...about,
    type: z.literal('asked'),
    surveyId: z.string(),
    invitationId: z.string(),
    origin: AskOrigin,
    channel: z.string(),
    reminder: z.int().meta({
      description: '0 for the question itself, then the number of the reminder.',
    }),
  }),
] as const;

/** An event as lists show it. Amounts are in the reporting currency. */
export const RecordedEvent = z.discriminatedUnion('type', types).meta({ id: 'RecordedEvent' });
export type RecordedEvent = z.infer<typeof RecordedEvent>;

/** One page of a customer's events. */
export const EventPage = z
  .strictObject({ data: z.array(RecordedEvent), nextCursor: z.string().nullable() })
  .meta({ id: 'EventPage' });
export type EventPage = z.infer<typeof EventPage>;
