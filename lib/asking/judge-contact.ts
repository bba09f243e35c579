import type { Instant } from '../shared/time.ts';
import type { AskingSettings } from './asking-settings.ts';
import { channelFor, mayContact, type WaveChannel } from './contact-rules.ts';
import { guardReason } from './fatigue-guard.ts';
import type { Contact } from './ports.ts';
import type { SkipReason } from './recipient.ts';

interface Rules {
  readonly settings: AskingSettings;
  readonly channel: WaveChannel;
  readonly now: Instant;
}

/** Why a customer is not to be asked now, whatever the hour; null when nothing speaks against it. */
export const reasonAgainst = (
  { customer, log }: Contact,
  { settings, channel, now }: Rules,
): SkipReason | null => {
  if (!mayContact(customer, settings.consent)) return 'no_consent';
  const reachedBy = channelFor(customer, channel);
  if (reachedBy === null) return 'no_channel';
  return guardReason(log, reachedBy, { now, guard: settings.guard });
};
