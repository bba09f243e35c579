import type { EventBridgeEvent } from 'aws-lambda';
import { deliver } from '../../lib/app/deliver.ts';
import { messages } from '../../lib/contract/messages.ts';

/** Mails invitations and reminders that are due. What goes by another channel is for whoever listens on the bus. */
export const handler = async (
  event: EventBridgeEvent<'invitation.due', unknown>,
): Promise<void> => {
  const message = messages['invitation.due'].parse(event.detail);
  if (message.carrier !== 'ses') return;
  // The bus comes again after a failure.
  if (!(await deliver(message))) throw new Error('the mail service asked to come later');
};
