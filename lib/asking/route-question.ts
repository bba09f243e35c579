import type { Customer } from '../customers/customer.ts';
import type { AskCarrier } from '../events/voice-facts.ts';
import type { AskChannel } from './ask-log.ts';
import type { AskingSettings } from './asking-settings.ts';
import { carrierFor, channelFor, mayContact, waveChannels } from './contact-rules.ts';

/** How the question of a case is to reach its customer. `by_hand`: staff bring the link. */
export const questionChannels = [...waveChannels, 'by_hand'] as const;
export type QuestionChannel = (typeof questionChannels)[number];

/** How it does. `email`: mailed by this suite. `bus`: a sender of your own brings it. */
export const questionWays = ['email', 'bus', 'by_hand'] as const;
export type QuestionWay = (typeof questionWays)[number];

/** Why staff bring a link themselves. */
export const byHandReasons = ['chosen', 'no_consent', 'no_channel', 'address_refused'] as const;
export type ByHandReason = (typeof byHandReasons)[number];

export type QuestionRoute =
  | { readonly way: 'by_hand'; readonly reason: ByHandReason }
  | {
      readonly way: 'email' | 'bus';
      readonly reason: null;
      readonly channel: Exclude<AskChannel, 'link'>;
      readonly carrier: AskCarrier;
    };

interface Rules {
  readonly wanted: QuestionChannel;
  readonly settings: AskingSettings;
  readonly canMail: boolean;
}

const byHand = (reason: ByHandReason): QuestionRoute => ({ way: 'by_hand', reason });

/**
 * How a question that is owed travels. The customer complained and waits for an answer, so the fatigue
 * guard has no say; who does not want to be written to, or cannot be reached, is left to staff.
 */
export const routeQuestion = (
  customer: Customer,
  { wanted, settings, canMail }: Rules,
): QuestionRoute => {
  if (!mayContact(customer, settings.consent)) return byHand('no_consent');
  if (wanted === 'by_hand') return byHand('chosen');
  const channel = channelFor(customer, wanted);
  if (channel === null) return byHand('no_channel');
  const carrier = carrierFor(channel, { wanted, canMail });
  return { way: carrier === 'ses' ? 'email' : 'bus', reason: null, channel, carrier };
};
