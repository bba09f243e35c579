import type { EventBridgeEvent } from 'aws-lambda';
import { noteAnswer } from '../../lib/app/note-answer.ts';
import { messages } from '../../lib/contract/messages.ts';

/** Notes who has answered: they rest for a while, and are reminded no more. */
export const handler = async (
  event: EventBridgeEvent<'survey.answered', unknown>,
): Promise<void> => {
  const { customerId, invitationId, occurredAt } = messages['survey.answered'].parse(event.detail);
  await noteAnswer({ customerId, invitationId, at: occurredAt });
};
