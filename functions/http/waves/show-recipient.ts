import type * as z from 'zod';
import { invitationIdOf, type Recipient } from '../../../lib/asking/recipient.ts';
import type { RecipientResource } from '../../../lib/contract/wave-shapes.ts';

/** A recipient as staff read it. Of an anonymous survey nothing tells who answered, reminders included. */
export const showRecipient = (
  recipient: Recipient,
  { isHidden }: { readonly isHidden: boolean },
): z.input<typeof RecipientResource> => {
  const { customerId, occurrence, status, reason, channel, carrier } = recipient;
  const { dueAt, sentAt, reminders, failure } = recipient;
  const isSent = sentAt !== null;
  const isSecret = isHidden && isSent;
  return {
    customerId,
    occurrence,
    status: isSecret && status !== 'failed' ? 'sent' : status,
    ...(reason === null ? {} : { reason }),
    ...(channel === null ? {} : { channel }),
    ...(carrier === null ? {} : { carrier }),
    ...(isSent ? { invitationId: invitationIdOf(recipient, customerId), sentAt } : {}),
    ...(dueAt === null || isSecret || recipient.status === 'answered' ? {} : { dueAt }),
    ...(isSent && !isSecret ? { reminders } : {}),
    ...(failure === null ? {} : { failure }),
  };
};
