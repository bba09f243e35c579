import * as z from 'zod';
import { AskOrigin } from '../events/ask-origin.ts';
import { analysedSentiments, feedbackChannels } from '../events/voice-facts.ts';

/** Where messages come from on the bus (EventBridge `source`). */
export const messageSource = 'clientele';

const envelope = {
  /** Customer + sequence, or the event id: consumers record it in the same transaction as their effect. */
  messageId: z.string(),
  customerId: z.string(),
  occurredAt: z.iso.datetime(),
};

const change = z.object({
  ...envelope,
  ledgerId: z.string(),
  seq: z.int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The run that found the change, absent when intake did. */
  runId: z.string().optional(),
});

const recorded = z.object({ ...envelope, eventId: z.string(), ledgerId: z.string() });

/** A step of a recovery case; `owner` is the subject of the staff member who has it. */
const caseStep = recorded.extend({ caseId: z.string(), owner: z.string().optional() });

/**
 * Every message on the bus, by EventBridge detail type. They carry ids and classes, no personal
 * data, and leave through the table streams only (functions/streams/relay.ts).
 */
export const messages = {
  'customer.tier_changed': change,
  'customer.stage_changed': change,
  'customer.activity_changed': change,
  'customer.risk_changed': change,
  'customer.erasure_requested': z.object({
    ...envelope,
    erasureId: z.string(),
    ledgerId: z.string(),
  }),
  'purchase.recorded': recorded,
  'refund.recorded': recorded,
  'complaint.recorded': recorded,
  'referral.recorded': recorded,
  /** `eventId` is the void, `voidedEventId` what it took back. */
  'event.voided': recorded.extend({ voidedEventId: z.string() }),
  'case.opened': caseStep,
  'case.signalled': caseStep,
  'case.contacted': caseStep,
  'case.resolved': caseStep,
  'case.reopened': caseStep,
  'case.closed': caseStep,
  'survey.answered': recorded.extend({
    surveyId: z.string(),
    responseId: z.string(),
    invitationId: z.string().optional(),
  }),
  'feedback.recorded': recorded.extend({ channel: z.enum(feedbackChannels) }),
  /** The texts of an answer or a review were read; `eventId` is the event that holds them. No word of them is here. */
  'voice.analysed': z.object({
    ...envelope,
    eventId: z.string(),
    ledgerId: z.string(),
    sentiment: z.enum(analysedSentiments),
    angry: z.boolean(),
    themes: z.array(z.string()),
  }),
  /** Somebody is to be asked, or reminded: what to write is read from the wave, or follows from the case. */
  'invitation.due': z.object({
    ...envelope,
    eventId: z.string(),
    surveyId: z.string(),
    invitationId: z.string(),
    origin: AskOrigin,
    channel: z.string(),
    /** `ses`: this suite mails it. `bus`: a sender of your own brings it. */
    carrier: z.enum(['ses', 'bus']),
    reminder: z.int(),
  }),
} as const;

export type MessageType = keyof typeof messages;
export type Message<T extends MessageType> = z.output<(typeof messages)[T]>;
