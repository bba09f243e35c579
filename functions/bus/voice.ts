import type { EventBridgeEvent } from 'aws-lambda';
import { clock } from '../../lib/app/base.ts';
import { hearWords } from '../../lib/app/voice.ts';
import { messages } from '../../lib/contract/messages.ts';
import { toInstant } from '../../lib/shared/time.ts';

type Heard = 'survey.answered' | 'feedback.recorded';

/** Reads the texts of answers and reviews, once however often the bus delivers them. */
export const handler = async (event: EventBridgeEvent<Heard, unknown>): Promise<void> => {
  const { ledgerId, eventId } = messages[event['detail-type']].parse(event.detail);
  await hearWords({ ledgerId, eventId }, toInstant(clock()));
};
