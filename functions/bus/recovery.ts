import type { EventBridgeEvent } from 'aws-lambda';
import { clock } from '../../lib/app/base.ts';
import { hearSignal } from '../../lib/app/recovery.ts';
import { messages } from '../../lib/contract/messages.ts';
import { toInstant } from '../../lib/shared/time.ts';

type Heard = 'survey.answered' | 'feedback.recorded';

/** Opens recovery cases, and hears the answers to their follow-ups. The bus may deliver twice and in any order. */
export const handler = async (event: EventBridgeEvent<Heard, unknown>): Promise<void> => {
  const { customerId, ledgerId, eventId } = messages[event['detail-type']].parse(event.detail);
  await hearSignal({ customerId, ledgerId, eventId }, toInstant(clock()));
};
