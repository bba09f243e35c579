import type { FailureCode } from '../shared/failure.ts';
import type { Instant } from '../shared/time.ts';
import { withAsk } from './ask-log.ts';
import type { AskingSettings } from './asking-settings.ts';
import { mayContact } from './contact-rules.ts';
import { guardReason } from './fatigue-guard.ts';
import type { AskLogStore, LoadContacts } from './ports.ts';

export interface HandAsk {
  readonly customerId: string;
  readonly surveyId: string;
  readonly invitationId: string;
  readonly now: Instant;
  /** Whether consent and guard may refuse; the link is recorded either way. */
  readonly isGuarded: boolean;
}

export interface HandAskPorts {
  readonly logs: AskLogStore;
  readonly contacts: LoadContacts;
  readonly settings: () => Promise<AskingSettings>;
}

/** Races lost before giving up: each is a question that somebody else recorded. */
const attemptsMax = 25;

/**
 * Records a personal link that was made by hand as a question to its customer, so that it counts for
 * the fatigue guard; where the guard is asked for, it may refuse with a code. The same link is recorded
 * once.
 */
export const recordHandAsk =
  (ports: HandAskPorts) =>
  async (ask: HandAsk): Promise<FailureCode | null> => {
    const settings = await ports.settings();
    if (ask.isGuarded && (await hasWithdrawn(ports, ask, settings))) return 'consent_withdrawn';
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const outcome = await recordOnce(ports.logs, ask, settings);
      if (outcome !== 'raced') return outcome;
    }
    return 'busy';
  };

const hasWithdrawn = async (
  { contacts }: HandAskPorts,
  { customerId }: HandAsk,
  { consent }: AskingSettings,
): Promise<boolean> => {
  const contact = (await contacts([customerId])).get(customerId);
  return contact !== undefined && !mayContact(contact.customer, consent);
};

const recordOnce = async (
  logs: AskLogStore,
  { customerId, surveyId, invitationId, now, isGuarded }: HandAsk,
  { guard }: AskingSettings,
): Promise<FailureCode | null | 'raced'> => {
  const before = await logs.read(customerId);
  if (before.asks.some((known) => known.invitationId === invitationId)) return null;
  if (isGuarded && guardReason(before, 'link', { now, guard }) !== null) return 'asked_recently';
  const after = withAsk(before, { at: now, channel: 'link', surveyId, invitationId });
  return (await logs.write(customerId, after, before)) ? null : 'raced';
};
