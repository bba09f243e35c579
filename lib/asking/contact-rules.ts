import type { Customer } from '../customers/customer.ts';
import type { AskCarrier } from '../events/voice-facts.ts';
import type { Instant } from '../shared/time.ts';
import type { AskChannel } from './ask-log.ts';
import type { AskingSettings } from './asking-settings.ts';
import { customerZones } from './customer-zones.ts';
import { quietUntil } from './quiet-hours.ts';

/** How a wave reaches its customers: by e-mail, by what each prefers, or by whoever listens on the bus. */
export const waveChannels = ['email', 'preferred', 'bus'] as const;
export type WaveChannel = (typeof waveChannels)[number];

/** Whether a customer agreed to be asked: a withdrawal of any purpose counts, wherever it came from. */
export const mayContact = (
  { consents }: Pick<Customer, 'consents'>,
  { purposes, isRequired }: AskingSettings['consent'],
): boolean => {
  const about = consents.filter(({ purpose }) => purposes.includes(purpose));
  if (about.some(({ granted }) => !granted)) return false;
  return !isRequired || about.some(({ granted }) => granted);
};

type Reachable = Pick<Customer, 'email' | 'phone' | 'channels'>;

const addressFor: Readonly<Record<Exclude<AskChannel, 'link'>, (customer: Reachable) => boolean>> =
  {
    email: ({ email }) => email !== undefined,
    phone: ({ phone }) => phone !== undefined,
    sms: ({ phone }) => phone !== undefined,
    // Accounts and postal addresses stand in systems of their own, which the bus reaches.
    wechat: () => true,
    app: () => true,
    post: () => true,
  };

/** The channel that a customer is asked by, null where there is none: what was preferred and can be reached, else e-mail, else a text message. */
export const channelFor = (
  customer: Reachable,
  channel: WaveChannel,
): Exclude<AskChannel, 'link'> | null => {
  if (channel === 'email') return customer.email === undefined ? null : 'email';
  const preferred = customer.channels?.preferred;
  const wishes = [...(preferred === undefined ? [] : [preferred]), 'email', 'sms'] as const;
  return wishes.find((wish) => addressFor[wish](customer)) ?? null;
};

/** Who brings a message: e-mail we do, where this deployment may send and nobody else is wanted. */
export const carrierFor = (
  channel: Exclude<AskChannel, 'link'>,
  { wanted, canMail }: { readonly wanted: WaveChannel; readonly canMail: boolean },
): AskCarrier => (channel === 'email' && canMail && wanted !== 'bus' ? 'ses' : 'bus');

/** When a customer may be written to: null for now. */
export const contactableFrom = (
  customer: Pick<Customer, 'channels' | 'location'>,
  now: Instant,
  { settings, zone }: { readonly settings: AskingSettings; readonly zone: string },
): Instant | null =>
  quietUntil(now, customer.channels?.quietHours ?? settings.quietHours, {
    zones: customerZones(customer.location, zone),
    fallback: zone,
  });
