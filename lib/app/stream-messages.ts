import * as z from 'zod';
import { type Message, type MessageType, messages } from '../contract/messages.ts';
import { AskOrigin } from '../events/ask-origin.ts';
import { analysedSentiments, caseSteps, feedbackChannels } from '../events/voice-facts.ts';
import { ledgerOf } from '../shared/ids.ts';

/** A message with its type, as it goes on the bus. */
export type OutgoingMessage = {
  [T in MessageType]: { readonly type: T; readonly message: Message<T> };
}[MessageType];

/** What the relay reads of an event item: less than the item, so that an item of another schema still leaves. */
const EventImage = z.object({
  ledger: z.string(),
  event: z.string(),
  type: z.string(),
  customer: z.string(),
  occurredAt: z.string(),
  p: z
    .object({
      surveyId: z.string().optional(),
      responseId: z.string().optional(),
      erasureId: z.string().optional(),
      invitationId: z.string().optional(),
      origin: AskOrigin.optional(),
      carrier: z.enum(['ses', 'bus']).optional(),
      reminder: z.int().optional(),
      channel: z.string().optional(),
      of: z.string().optional(),
      sentiment: z.enum(analysedSentiments).optional(),
      angry: z.boolean().optional(),
      themes: z.array(z.object({ theme: z.string() })).optional(),
      confidential: z.boolean().optional(),
      caseId: z.string().optional(),
      step: z.enum(caseSteps).optional(),
      owner: z.string().optional(),
      targetId: z.string().optional(),
    })
    .optional(),
});

const pair = z.tuple([z.string().nullable(), z.string().nullable()]);

const ChangeImage = z.object({
  id: z.string(),
  ch: z.object({
    s: z.int(),
    at: z.string(),
    r: z.string().optional(),
    t: pair.optional(),
    g: pair.optional(),
    a: pair.optional(),
    k: pair.optional(),
  }),
});

const changeTypes = {
  t: 'customer.tier_changed',
  g: 'customer.stage_changed',
  a: 'customer.activity_changed',
  k: 'customer.risk_changed',
} as const satisfies Record<string, MessageType>;

type Image = z.output<typeof EventImage>;
type Payload = NonNullable<Image['p']>;

interface Envelope {
  readonly messageId: string;
  readonly customerId: string;
  readonly ledgerId: string;
  readonly eventId: string;
  readonly occurredAt: string;
}

type Maker = (envelope: Envelope, p: Payload) => OutgoingMessage | undefined;

/** What a new event says on the bus, by its type; undefined where it lacks what the message needs. */
const makers: Readonly<Record<string, Maker | undefined>> = {
  purchase: (message) => ({ type: 'purchase.recorded', message }),
  refund: (message) => ({ type: 'refund.recorded', message }),
  complaint: (message) => ({ type: 'complaint.recorded', message }),
  referral: (message) => ({ type: 'referral.recorded', message }),
  void: (envelope, { targetId }) =>
    targetId === undefined
      ? undefined
      : { type: 'event.voided', message: { ...envelope, voidedEventId: targetId } },
  response: (envelope, { surveyId, responseId, invitationId }) => {
    if (surveyId === undefined || responseId === undefined) return undefined;
    const used = invitationId === undefined ? {} : { invitationId };
    return { type: 'survey.answered', message: { ...envelope, surveyId, responseId, ...used } };
  },
  feedback: (envelope, p) => {
    const channel = feedbackChannels.find((known) => known === p.channel);
    return channel && { type: 'feedback.recorded', message: { ...envelope, channel } };
  },
  asked: (envelope, p) => {
    const message = messages['invitation.due'].parse({ ...envelope, ...p });
    return { type: 'invitation.due', message };
  },
  case: (envelope, { caseId, step, owner }) => {
    if (caseId === undefined || step === undefined) return undefined;
    const held = owner === undefined ? {} : { owner };
    return { type: `case.${step}`, message: { ...envelope, caseId, ...held } };
  },
  analysis: (envelope, { of, sentiment, angry, themes, confidential }) => {
    if (confidential || of === undefined || sentiment === undefined) return undefined;
    const codes = (themes ?? []).map(({ theme }) => theme);
    const message = { ...envelope, eventId: of, sentiment, angry: angry === true, themes: codes };
    return { type: 'voice.analysed', message };
  },
  erasure: ({ eventId: _eventId, ...envelope }, { erasureId }) =>
    erasureId === undefined
      ? undefined
      : { type: 'customer.erasure_requested', message: { ...envelope, erasureId } },
};

/** The messages of a new event item: one, or none where its type is nobody's business. */
export const eventMessages = (image: unknown): readonly OutgoingMessage[] => {
  const { ledger, event, type, customer, occurredAt, p = {} } = EventImage.parse(image);
  const envelope = {
    // The event id is the caller's and unique per customer only.
    messageId: `${customer}#${event}`,
    customerId: customer,
    ledgerId: ledger,
    eventId: event,
    occurredAt,
  };
  const message = Object.hasOwn(makers, type) ? makers[type]?.(envelope, p) : undefined;
  return message ? [message] : [];
};

/** The messages of a class change: one for each class that changed, all of one sequence number. */
export const changeMessages = (image: unknown): readonly OutgoingMessage[] => {
  const { id, ch } = ChangeImage.parse(image);
  return (['t', 'g', 'a', 'k'] as const).flatMap((short): readonly OutgoingMessage[] => {
    const change = ch[short];
    if (!change) return [];
    const [from, to] = change;
    const type = changeTypes[short];
    const message = {
      messageId: `${id}#${ch.s}#${classOfType(type)}`,
      customerId: id,
      ledgerId: ledgerOf(id),
      occurredAt: ch.at,
      seq: ch.s,
      from,
      to,
      ...(ch.r === undefined ? {} : { runId: ch.r }),
    };
    return [{ type, message }];
  });
};

/** `tier` of `customer.tier_changed`. */
const classOfType = (type: (typeof changeTypes)[keyof typeof changeTypes]): string =>
  type.slice('customer.'.length, -'_changed'.length);
