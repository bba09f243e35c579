import type { EventBridgeEvent } from 'aws-lambda';
import { journal } from '../../lib/app/journal.ts';
import { messages } from '../../lib/contract/messages.ts';
import type { ClassName } from '../../lib/events/ledger-event.ts';

const classOf = {
  'customer.tier_changed': 'tier',
  'customer.stage_changed': 'stage',
  'customer.activity_changed': 'activity',
  'customer.risk_changed': 'risk',
} as const satisfies Record<string, ClassName>;

type ChangeMessage = keyof typeof classOf;

/** Keeps every class change in its customer's ledger, once however often the bus delivers it. */
export const handler = async (event: EventBridgeEvent<ChangeMessage, unknown>): Promise<void> => {
  const type = event['detail-type'];
  await journal({ ...messages[type].parse(event.detail), class: classOf[type] });
};
