import type { AskCarrier } from '../events/voice-facts.ts';
import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import { type Invitation, isUsable } from '../surveys/invitation.ts';
import type { Survey } from '../surveys/survey.ts';
import type { AskChannel } from './ask-log.ts';
import type { AskingSettings } from './asking-settings.ts';
import { carrierFor, channelFor, contactableFrom, mayContact } from './contact-rules.ts';
import { reasonAgainst } from './judge-contact.ts';
import type { Contact } from './ports.ts';
import type { Recipient, SkipReason } from './recipient.ts';
import type { Wave } from './wave.ts';

/** All that the next step of one recipient depends on. */
export interface DueSituation {
  readonly now: Instant;
  readonly zone: string;
  readonly settings: AskingSettings;
  readonly wave: Wave;
  readonly survey: Survey | undefined;
  readonly recipient: Recipient;
  /** Absent when the customer went. */
  readonly contact: Contact | undefined;
  /** Of the recipient's question; absent before it was asked. */
  readonly invitation: Invitation | undefined;
  /** Whether this deployment may send e-mail. */
  readonly canMail: boolean;
}

type Channel = Exclude<AskChannel, 'link'>;

export type DueDecision =
  | { readonly do: 'ask'; readonly channel: Channel; readonly carrier: AskCarrier }
  | { readonly do: 'remind'; readonly carrier: AskCarrier; readonly channel: Channel }
  | { readonly do: 'postpone'; readonly until: Instant; readonly isQuiet: boolean }
  | { readonly do: 'skip'; readonly reason: SkipReason }
  /** Nothing more is to come. */
  | { readonly do: 'rest' };

const msPerHour = 3_600_000;
const msPerDay = 24 * msPerHour;

/** What is to be done about a recipient who is due. */
export const decideDue = (situation: DueSituation): DueDecision => {
  const { wave, now } = situation;
  // A wave that goes on later asks within the hour.
  if (wave.status === 'paused')
    return { do: 'postpone', until: toInstant(epochMs(now) + msPerHour), isQuiet: false };
  return situation.recipient.sentAt === null ? decideAsk(situation) : decideReminder(situation);
};

const carrierOf = (channel: Channel, { wave, canMail }: DueSituation): AskCarrier =>
  carrierFor(channel, { wanted: wave.definition.channel, canMail });

const decideAsk = (situation: DueSituation): DueDecision => {
  const { wave, survey, contact, settings, now, zone } = situation;
  if (!contact) return { do: 'skip', reason: 'customer_gone' };
  if (survey?.status !== 'open') return { do: 'skip', reason: 'survey_closed' };
  const { channel: wanted } = wave.definition;
  const reason = reasonAgainst(contact, { settings, channel: wanted, now });
  if (reason !== null) return { do: 'skip', reason };
  const until = contactableFrom(contact.customer, now, { settings, zone });
  if (until !== null) return { do: 'postpone', until, isQuiet: true };
  const channel = channelFor(contact.customer, wanted);
  if (channel === null) return { do: 'skip', reason: 'no_channel' };
  return { do: 'ask', channel, carrier: carrierOf(channel, situation) };
};

/** Who has not answered, by a link that still opens. Withdrawals since the question hold. */
const mayRemind = ({ survey, invitation, contact, settings, now }: DueSituation): boolean =>
  survey?.status === 'open' &&
  contact !== undefined &&
  mayContact(contact.customer, settings.consent) &&
  invitation !== undefined &&
  isUsable(invitation, now);

const decideReminder = (situation: DueSituation): DueDecision => {
  const { wave, recipient, contact, settings, now, zone } = situation;
  const isOver = recipient.status === 'answered' || recipient.status === 'failed';
  const isWanted = !isOver && recipient.reminders < remindersOf(wave, settings);
  if (!contact || !isWanted || !mayRemind(situation)) return { do: 'rest' };
  const until = contactableFrom(contact.customer, now, { settings, zone });
  if (until !== null) return { do: 'postpone', until, isQuiet: true };
  const channel = channelFor(contact.customer, wave.definition.channel);
  if (channel === null) return { do: 'rest' };
  return { do: 'remind', channel, carrier: carrierOf(channel, situation) };
};

const remindersOf = ({ definition }: Wave, { reminders }: AskingSettings): number =>
  Math.min(definition.reminders.afterDays.length, reminders.max);

/** When the next reminder falls due after so many; null when none is to come. */
export const nextReminder = (
  wave: Wave,
  settings: AskingSettings,
  asked: { readonly sentAt: Instant; readonly reminders: number; readonly now: Instant },
): Instant | null => {
  const days = wave.definition.reminders.afterDays[asked.reminders];
  if (days === undefined || asked.reminders >= remindersOf(wave, settings)) return null;
  const due = epochMs(asked.sentAt) + days * msPerDay;
  // A reminder that was late (a pause, quiet hours) is not followed by the next at once.
  const previous = wave.definition.reminders.afterDays[asked.reminders - 1] ?? 0;
  return toInstant(
    asked.reminders === 0 ? due : Math.max(due, epochMs(asked.now) + (days - previous) * msPerDay),
  );
};
