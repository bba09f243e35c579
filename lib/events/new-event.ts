import * as z from 'zod';
import { ExternalId } from '../customers/members.ts';
import { Money } from '../shared/money.ts';
import {
  contactChannels,
  contactDirections,
  serviceStatuses,
  subscriptionStatuses,
} from './customer-facts.ts';
import { reservedEventIdPrefixes } from './ledger-event.ts';
import { feedbackChannels } from './voice-facts.ts';

/** Bound of one amount in minor units: a million of them still add up exactly. */
const amountMax = 1_000_000_000_000;

/** Minutes of one step of a ticket: a week. */
const minutesMax = 10_080;

/** Points of one event: a million of them still add up exactly. */
const pointsMax = 1_000_000_000;

const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .overwrite((value) => value.toWellFormed().normalize('NFC'));

/** A caller's name for something: no control characters, compared as written. */
const name = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^\P{C}*$/u, 'No control characters')
    .normalize('NFC');

const fxRateText = /^(?:0|[1-9]\d{0,8})(?:\.\d{1,12})?$/;

/** An amount of an event. In another currency than the reporting one it carries the rate that it is converted with. */
export const EventAmount = Money.extend({
  amount: z.int().min(0).max(amountMax).meta({ description: 'Minor units (cents, fen).' }),
  fxRate: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(fxRateText, 'A decimal number with at most 12 places'))
    .refine((rate) => Number(rate) > 0, {
      error: 'Greater than zero',
      params: { code: 'too_small' },
    })
    .exactOptional()
    .meta({
      description:
        'Reporting currency per unit of this one, as a decimal string (or a number, taken as it is written shortest). Needed in any other currency.',
    }),
});
export type EventAmount = z.infer<typeof EventAmount>;

const EventId = name(64).refine(
  (id) => !reservedEventIdPrefixes.some((prefix) => id.startsWith(prefix)),
  {
    error: `Ids beginning with ${reservedEventIdPrefixes.join(', ')} are the system's own`,
    params: { code: 'reserved' },
  },
);

const CustomerRef = z.string().min(1).max(64);

const about = {
  id: EventId.exactOptional().meta({
    description: "The caller's id, unique per customer. Without it every request is a new event.",
  }),
  customerId: CustomerRef.exactOptional(),
  externalId: ExternalId.exactOptional(),
  occurredAt: z.iso
    .datetime()
    .meta({ description: 'An instant in UTC, at most 24 hours ahead of now.' }),
};

const PurchaseLine = z.strictObject({
  productId: name(64),
  category: name(64).exactOptional(),
  quantity: z.int().min(1).max(1_000_000).exactOptional(),
  amount: EventAmount.exactOptional(),
});

const types = [
  z.strictObject({
    ...about,
    type: z.literal('purchase'),
    orderId: name(64),
    amount: EventAmount,
    cost: EventAmount.exactOptional(),
    discount: EventAmount.exactOptional().meta({
      description: 'The price reduction that the amount is already net of.',
    }),
    category: name(64).exactOptional(),
    lines: z.array(PurchaseLine).min(1).max(50).exactOptional(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('refund'),
    orderId: name(64),
    amount: EventAmount.extend({ amount: z.int().min(1).max(amountMax) }),
  }),
  z.strictObject({
    ...about,
    type: z.literal('void'),
    eventId: name(64),
    reason: text(1_000),
  }),
  z.strictObject({ ...about, type: z.literal('visit') }),
  z.strictObject({
    ...about,
    type: z.literal('contact'),
    channel: z.enum(contactChannels),
    direction: z.enum(contactDirections),
    subject: text(200).exactOptional(),
  }),
  z.strictObject({ ...about, type: z.literal('complaint'), reason: text(2_000) }),
  z.strictObject({
    ...about,
    type: z.literal('referral'),
    referredCustomerId: CustomerRef,
    reward: EventAmount.exactOptional().meta({
      description: 'What the referrer gets for it.',
    }),
  }),
  z.strictObject({
    ...about,
    type: z.literal('service'),
    ticketId: name(64),
    status: z.enum(serviceStatuses),
    minutes: z
      .int()
      .min(0)
      .max(minutesMax)
      .exactOptional()
      .meta({ description: 'Minutes that were spent on the ticket in this step.' }),
  }),
  z.strictObject({
    ...about,
    type: z.literal('points'),
    points: z
      .int()
      .min(-pointsMax)
      .max(pointsMax)
      .refine((points) => points !== 0, { error: 'Not zero', params: { code: 'zero' } })
      .meta({ description: 'Credited when positive, used up when negative; never 0.' }),
    value: EventAmount.exactOptional().meta({
      description: 'What the credited points are worth to the customer.',
    }),
  }),
  z.strictObject({
    ...about,
    type: z.literal('subscription'),
    subscriptionId: name(64),
    status: z.enum(subscriptionStatuses),
    endsOn: z.iso.date().meta({ description: 'The last business day that is paid for.' }),
  }),
  z.strictObject({ ...about, type: z.literal('note'), text: text(10_000) }),
  z.strictObject({
    ...about,
    type: z.literal('feedback'),
    channel: z.enum(feedbackChannels).meta({ description: 'Where the customer said it.' }),
    rating: z.number().min(1).max(5).multipleOf(0.5).exactOptional().meta({
      description:
        'Satisfaction from 1 to 5, halves allowed: counts like the answer to a satisfaction question. At least one of rating and text.',
    }),
    text: text(10_000).exactOptional(),
  }),
] as const;

/** An event as a caller reports it. Exactly one of `customerId` and `externalId` says whose it is. */
export const NewEvent = z
  .discriminatedUnion('type', types)
  .refine((event) => (event.customerId === undefined) !== (event.externalId === undefined), {
    path: ['customerId'],
    error: 'Exactly one of customerId and externalId',
    params: { code: 'exactly_one' },
  })
  .refine(
    (event) => event.type !== 'feedback' || event.rating !== undefined || event.text !== undefined,
    { path: ['rating'], error: 'At least one of rating and text', params: { code: 'required' } },
  )
  .meta({ id: 'NewEvent' });
export type NewEvent = z.output<typeof NewEvent>;
