import type { EventBridgeEvent } from 'aws-lambda';
import { performErasure } from '../../lib/app/erasure.ts';
import { messages } from '../../lib/contract/messages.ts';

/** Woken when a customer was marked as erased. The bus may deliver twice, and again after a failure. */
export const handler = async (
  event: EventBridgeEvent<'customer.erasure_requested', unknown>,
): Promise<void> => {
  const { erasureId } = messages['customer.erasure_requested'].parse(event.detail);
  await performErasure(erasureId);
};
