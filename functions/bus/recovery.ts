import type { EventBridgeEvent } from 'aws-lambda';
import { clock } from '../../lib/app/base.ts';
import { hearSignal } from '../../lib/app/recovery.ts';
import { messages } from '../../lib/contract/messages.ts';
import { toInstant } from '../../lib/shared/time.ts';

type Heard = 'survey.answered' | 'feedback.recorded' | 'voice.analysed';

/** Scores are in the answer itself, anger in what was made of its words. */
const heardOf = ({ 'detail-type': type, detail }: EventBridgeEvent<Heard, unknown>) => {
  const { customerId, ledgerId, eventId, ...rest } = messages[type].parse(detail);
  const about = { customerId, ledgerId, eventId };
  return 'angry' in rest ? { ...about, angry: rest.angry } : about;
};

/** Opens recovery cases, and hears the answers to their follow-ups. The bus may deliver twice and in any order. */
export const handler = async (event: EventBridgeEvent<Heard, unknown>): Promise<void> => {
  const heard = heardOf(event);
  await hearSignal(heard, toInstant(clock()));
};
