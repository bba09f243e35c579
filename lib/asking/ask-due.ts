import type { EventOf } from '../events/ledger-event.ts';
import { ledgerOf, shardOf } from '../shared/ids.ts';
import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import type { Invitation } from '../surveys/invitation.ts';
import type { Survey } from '../surveys/survey.ts';
import { withAsk } from './ask-log.ts';
import { askedEvent } from './asked-event.ts';
import type { AskingSettings } from './asking-settings.ts';
import { type DueDecision, type DueSituation, decideDue, nextReminder } from './decide-due.ts';
import type { LoadContacts, Move, RecipientStore, WaveEntry, WaveState } from './ports.ts';
import { invitationIdOf, type Recipient } from './recipient.ts';
import type { Wave } from './wave.ts';

export interface AskDuePorts {
  readonly recipients: Pick<RecipientStore, 'find' | 'move' | 'drop'>;
  readonly contacts: LoadContacts;
  readonly findWave: (waveId: string) => Promise<WaveState | undefined>;
  readonly findSurvey: (surveyId: string) => Promise<Survey | undefined>;
  readonly findInvitation: (invitationId: string) => Promise<Invitation | undefined>;
}

export interface AskMoment {
  readonly now: Instant;
  readonly zone: string;
  readonly settings: AskingSettings;
  readonly canMail: boolean;
}

/**
 * Does what is due about one entry of the queue. Everything it decides is written in one transaction on
 * condition of what it was decided on, together with the message: a second attempt, at the same time or
 * after a crash, finds the entry gone. False when somebody else was faster.
 */
export const askDue =
  (ports: AskDuePorts) =>
  async (entry: WaveEntry, moment: AskMoment): Promise<boolean> => {
    const { customerId, waveId } = entry;
    const [state, recipient] = await Promise.all([
      ports.findWave(waveId),
      ports.recipients.find(entry, customerId),
    ]);
    if (!state || !recipient) {
      await ports.recipients.drop(entry);
      return true;
    }
    const situation = await situationOf(ports, { wave: state.wave, recipient, moment });
    return ports.recipients.move(moveOf(entry, situation));
  };

const situationOf = async (
  ports: AskDuePorts,
  { wave, recipient, moment }: { wave: Wave; recipient: Recipient; moment: AskMoment },
): Promise<DueSituation> => {
  const { customerId } = recipient;
  const [contacts, survey, invitation] = await Promise.all([
    ports.contacts([customerId]),
    ports.findSurvey(wave.definition.surveyId),
    recipient.sentAt === null
      ? undefined
      : ports.findInvitation(invitationIdOf(recipient, customerId)),
  ]);
  return { ...moment, wave, recipient, survey, invitation, contact: contacts.get(customerId) };
};

const moveOf = (entry: WaveEntry, situation: DueSituation): Move => {
  const { recipient: before } = situation;
  const decision = decideDue(situation);
  const moved = { ...before, moves: before.moves + 1 };
  switch (decision.do) {
    case 'postpone':
      return {
        entry,
        before,
        after: { ...moved, dueAt: decision.until, status: waitingStatus(before, decision.isQuiet) },
        counts: {},
      };
    case 'skip':
      return {
        entry,
        before,
        after: { ...moved, dueAt: null, status: 'skipped', reason: decision.reason },
        counts: { dropped: 1, skipped: { [decision.reason]: 1 } },
      };
    case 'rest':
      return { entry, before, after: { ...moved, dueAt: null }, counts: {} };
    case 'ask':
      return askMove(entry, situation, decision);
    case 'remind':
      return remindMove(entry, situation, decision);
  }
};

const waitingStatus = (before: Recipient, isQuiet: boolean): Recipient['status'] => {
  if (before.sentAt !== null) return before.status;
  return isQuiet ? 'waiting' : 'due';
};

type Message = Extract<DueDecision, { readonly do: 'ask' | 'remind' }>;

const askMove = (entry: WaveEntry, situation: DueSituation, message: Message): Move => {
  const { recipient: before, contact, wave, now, settings } = situation;
  if (!contact) throw new Error('nobody to ask');
  const { customerId } = before;
  const { surveyId, expiresAfterDays, hidden } = wave.definition;
  const invitation: Invitation = {
    id: invitationIdOf(before, customerId),
    surveyId,
    customerId,
    createdAt: now,
    expiresAt: toInstant(epochMs(now) + expiresAfterDays * 86_400_000),
    revokedAt: null,
    started: false,
    hidden,
    used: false,
  };
  const { channel, carrier } = message;
  const ask = { at: now, channel, surveyId, invitationId: invitation.id };
  const sent = { sentAt: now, reminders: 0, now };
  return {
    entry,
    before,
    after: {
      ...before,
      moves: before.moves + 1,
      status: 'sent',
      ...{ channel, carrier, sentAt: now },
      dueAt: nextReminder(wave, settings, sent),
    },
    counts: { sent: 1 },
    ask: { before: contact.log, log: withAsk(contact.log, ask), invitation },
    event: messageEvent(situation, message, 0),
  };
};

const remindMove = (entry: WaveEntry, situation: DueSituation, message: Message): Move => {
  const { recipient: before, wave, now, settings } = situation;
  const reminders = before.reminders + 1;
  const { channel, carrier } = message;
  const dueAt = nextReminder(wave, settings, { sentAt: before.sentAt ?? now, reminders, now });
  return {
    entry,
    before,
    after: {
      ...before,
      moves: before.moves + 1,
      status: 'reminded',
      ...{ channel, carrier, reminders, dueAt },
    },
    counts: { reminded: 1 },
    event: messageEvent(situation, message, reminders),
  };
};

/** Shards of the reminders of one wave's anonymous survey. */
const waveLedgerShards = 8;

/**
 * The message as an event. A reminder about an anonymous survey tells who has not answered, and so who
 * has: it leaves from a ledger of the wave, not from the customer's, where staff would read it.
 */
const messageEvent = (
  { recipient, wave, survey, now, zone }: DueSituation,
  { channel, carrier }: Message,
  reminder: number,
): EventOf<'asked'> => {
  const { customerId, waveId, occurrence } = recipient;
  const isSecret = reminder > 0 && survey?.definition.mode === 'anonymous';
  const ledgerId = isSecret
    ? `${waveId}#${shardOf(customerId, waveLedgerShards)}`
    : ledgerOf(customerId);
  const { surveyId } = wave.definition;
  const invitationId = invitationIdOf(recipient, customerId);
  const origin = { kind: 'wave', waveId, occurrence } as const;
  const whose = { ledgerId, customerId, surveyId, invitationId };
  return askedEvent({ ...whose, origin, channel, carrier, reminder }, { now, zone });
};
