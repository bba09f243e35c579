import type { AskOrigin } from '../events/ask-origin.ts';
import type { EventOf } from '../events/ledger-event.ts';
import type { AskCarrier } from '../events/voice-facts.ts';
import { contentHash } from '../shared/canonical.ts';
import { businessDay, type Instant } from '../shared/time.ts';
import type { AskChannel } from './ask-log.ts';

/** One message to a customer: a question, or a reminder of it. */
export interface OutgoingAsk {
  readonly ledgerId: string;
  readonly customerId: string;
  readonly surveyId: string;
  readonly invitationId: string;
  readonly origin: AskOrigin;
  readonly channel: Exclude<AskChannel, 'link'>;
  readonly carrier: AskCarrier;
  /** 0 for the question itself. */
  readonly reminder: number;
}

/** The ledger's id of the question (0) or of one of its reminders. */
const askedEventId = (invitationId: string, reminder: number): string =>
  `ask_${invitationId.slice('inv_'.length)}_${reminder}`;

/** A message as an event, which is its outbox: the id follows from the message, so that it leaves once. */
export const askedEvent = (
  { ledgerId, customerId, ...message }: OutgoingAsk,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): EventOf<'asked'> => {
  const fact = { type: 'asked', ...message } as const;
  return {
    ...fact,
    ledgerId,
    eventId: askedEventId(message.invitationId, message.reminder),
    customerId,
    occurredAt: now,
    day: businessDay(now, zone),
    recordedAt: now,
    hash: contentHash({ occurredAt: now, ...fact }),
    by: customerId,
  };
};
