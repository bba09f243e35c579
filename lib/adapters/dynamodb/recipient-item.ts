import * as z from 'zod';
import {
  type Recipient,
  type RecipientOf,
  recipientStatuses,
  skipReasons,
} from '../../asking/recipient.ts';
import { askCarriers } from '../../events/voice-facts.ts';
import { customerKeys, listKey } from './keys.ts';

/** Schema number of recipients; readers upcast older ones. */
export const recipientSchema = 1;

const RecipientItem = z.object({
  _v: z.literal(recipientSchema),
  customerId: z.string(),
  waveId: z.string(),
  occurrence: z.string(),
  status: z.enum(recipientStatuses),
  reason: z.enum(skipReasons).nullable(),
  channel: z.enum(['email', 'phone', 'sms', 'wechat', 'app', 'post']).nullable(),
  carrier: z.enum(askCarriers).nullable(),
  dueAt: z.string().nullable(),
  sentAt: z.string().nullable(),
  reminders: z.int(),
  moves: z.int(),
  failure: z.string().nullable(),
});

/** The list of a wave's recipients, in the index by list. */
export const recipientList = (waveId: string): string => `wave#${waveId}`;

export const recipientItem = (recipient: Recipient): Record<string, unknown> => {
  const { customerId, waveId, occurrence } = recipient;
  return {
    ...customerKeys.recipient(customerId, waveId, occurrence),
    _v: recipientSchema,
    lk: listKey(recipientList(waveId), customerId),
    ls: `${occurrence}#${customerId}`,
    ...recipient,
  };
};

/** Reads a stored recipient. Throws on an item that is none. */
export const readRecipientItem = (stored: unknown): Recipient => {
  const { _v, ...recipient } = RecipientItem.parse(stored);
  return recipient;
};

export const recipientKey = ({ waveId, occurrence }: RecipientOf, customerId: string) =>
  customerKeys.recipient(customerId, waveId, occurrence);
