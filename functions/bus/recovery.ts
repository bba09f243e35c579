import type { EventBridgeEvent } from 'aws-lambda';
import { clock } from '../../lib/app/base.ts';
import { hearSignal, withdrawSignal } from '../../lib/app/recovery.ts';
import { messages } from '../../lib/contract/messages.ts';
import { toInstant } from '../../lib/shared/time.ts';

type Said = 'survey.answered' | 'feedback.recorded' | 'voice.analysed';
type Heard = Said | 'event.voided';

/** Scores are in the answer itself, anger in what was made of its words. */
const heardOf = (type: Said, detail: unknown) => {
  const { customerId, ledgerId, eventId, ...rest } = messages[type].parse(detail);
  const about = { customerId, ledgerId, eventId };
  return 'angry' in rest ? { ...about, angry: rest.angry } : about;
};

/**
 * Opens recovery cases, hears the answers to their follow-ups, and withdraws what was opened for words that were
 * taken back. The bus may deliver twice and in any order.
 */
export const handler = async ({
  'detail-type': type,
  detail,
}: EventBridgeEvent<Heard, unknown>): Promise<void> => {
  const now = toInstant(clock());
  if (type !== 'event.voided') return hearSignal(heardOf(type, detail), now);
  const { customerId, ledgerId, voidedEventId } = messages[type].parse(detail);
  await withdrawSignal({ customerId, ledgerId, eventId: voidedEventId }, now);
};
