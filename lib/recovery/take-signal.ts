import type { LedgerEvent } from '../events/ledger-event.ts';
import type { SettingsStore } from '../shared/settings.ts';
import type { Instant } from '../shared/time.ts';
import { caseEntry } from './case-entry.ts';
import { hearFollowUp, type Moved } from './case-steps.ts';
import { isHistory, scoresOf, signalOf } from './detect-signal.ts';
import { addSignal, isNoted, openCase, withSignal } from './open-case.ts';
import type { CaseStore, FindEvent, TierOf } from './ports.ts';
import type { RecoveryCase, Signal } from './recovery-case.ts';
import type { RecoverySettings } from './recovery-settings.ts';

export interface SignalPorts {
  readonly cases: Pick<CaseStore, 'current' | 'open' | 'replace'>;
  readonly findEvent: FindEvent;
  readonly tierOf: TierOf;
  readonly settings: Pick<SettingsStore<RecoverySettings>, 'active'>;
  readonly zone: () => string;
}

/** Where the customer said it. `angry`: an analysis of its texts found anger. */
export interface Heard {
  readonly ledgerId: string;
  readonly eventId: string;
  readonly customerId: string;
  readonly angry?: boolean;
}

/** The system itself, where nobody of the staff acted. */
const system = 'system';

/** Writers who meet on one customer try again; more than this means that something is broken. */
const attemptsMax = 8;

const angrySignal = (event: LedgerEvent): Signal => ({
  cause: 'angry_text',
  eventId: event.eventId,
  ...(event.type === 'response' ? { surveyId: event.surveyId } : {}),
  at: event.occurredAt,
});

const isFollowUp = (event: LedgerEvent, { followUp }: RecoveryCase): boolean =>
  event.type === 'response' && followUp !== null && event.invitationId === followUp.invitationId;

/**
 * What becomes of an answer, a review or an angry text: it opens a case, joins the one under way, or
 * is the answer to its follow-up. A message that comes again, late or beside another changes nothing
 * twice: every step has its entry in the ledger, under an id made of what it answers to.
 */
export const takeSignal =
  (ports: SignalPorts) =>
  async (heard: Heard, now: Instant): Promise<void> => {
    const { settings } = await ports.settings.active();
    if (!settings.enabled) return;
    const event = await ports.findEvent(heard.ledgerId, heard.eventId);
    if (event === undefined || isUnheard(event)) return;
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      if (await settle(ports, { heard, event, settings, now })) return;
    }
    throw new Error(`the case of ${heard.customerId} was written by others ${attemptsMax} times`);
  };

/** Taken back, long past, or said in confidence: that opens nothing that has a name on it. */
const isUnheard = (event: LedgerEvent): boolean =>
  event.voidedBy !== undefined ||
  isHistory(event) ||
  (event.type === 'response' && event.confidential === true);

interface Taken {
  readonly heard: Heard;
  readonly event: LedgerEvent;
  readonly settings: RecoverySettings;
  readonly now: Instant;
}

/** One attempt; false when somebody else wrote the case meanwhile. */
const settle = async (ports: SignalPorts, taken: Taken): Promise<boolean> => {
  const { heard, event, settings } = taken;
  let current = await ports.cases.current(heard.customerId);
  if (current && isFollowUp(event, current)) {
    if (!(await answerFollowUp(ports, current, taken))) return false;
    // Angry words are a signal of their own, whichever of both messages comes first.
    if (heard.angry !== true) return true;
    current = await ports.cases.current(heard.customerId);
  }
  const signal = wantedSignal(taken);
  if (signal === null) return true;
  if (current) return join(ports, { current, signal, taken });
  const tier = await ports.tierOf(heard.customerId);
  if (!tier?.live) return true;
  const { customerId, ledgerId } = heard;
  const opened = openCase({ customerId, ledgerId, tier: tier.tier }, signal, settings);
  const entry = entryOf(ports, opened, { step: 'opened', signal, at: taken.now });
  return (await ports.cases.open(opened, { entry })) !== 'stale';
};

const wantedSignal = ({ heard, event, settings }: Taken): Signal | null => {
  if (heard.angry === undefined) return signalOf(event, settings.triggers);
  return heard.angry && settings.triggers.angryText ? angrySignal(event) : null;
};

const entryOf = (
  { zone }: SignalPorts,
  of: RecoveryCase,
  step: { readonly step: Moved['step']; readonly signal?: Signal; readonly at: Instant },
) => caseEntry(of, { ...step, by: system, zone: zone() });

const join = async (
  ports: SignalPorts,
  { current, signal, taken }: { current: RecoveryCase; signal: Signal; taken: Taken },
): Promise<boolean> => {
  if (isNoted(current, signal)) return true;
  const { after, step } = addSignal(current, signal, taken.settings);
  const entry = entryOf(ports, after, { step, signal, at: taken.now });
  return (await ports.cases.replace(current, after, { entry })) !== 'stale';
};

const answerFollowUp = async (
  ports: SignalPorts,
  current: RecoveryCase,
  { event, settings, now }: Taken,
): Promise<boolean> => {
  const [score] = scoresOf(event);
  const moved = score && hearFollowUp(current, score, { at: event.occurredAt, settings });
  if (!moved) return true;
  // What opens a case again is noted as a signal: its message may come once more when the case is resolved anew, or closed.
  const signal = moved.step === 'reopened' ? signalOf(event, settings.triggers) : null;
  const after = signal ? withSignal(moved.after, signal) : moved.after;
  const entry = entryOf(ports, after, { step: moved.step, at: now, ...(signal && { signal }) });
  return (await ports.cases.replace(current, after, { entry })) !== 'stale';
};
