import { firstEventId } from '../events/response-revision.ts';
import { derivedIds, shardOf } from '../shared/ids.ts';
import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import { type RecoveryCase, type Signal, signalsMax } from './recovery-case.ts';
import { ofTier, type RecoverySettings } from './recovery-settings.ts';

export const minutesLater = (from: Instant, minutes: number): Instant =>
  toInstant(epochMs(from) + minutes * 60_000);

export interface Concerned {
  readonly customerId: string;
  readonly ledgerId: string;
  readonly tier: string | null;
}

/** Staff of a tier take turns by the case's id, the same way however often it is decided. */
const ownerOf = (
  settings: RecoverySettings,
  tier: string | null,
  caseId: string,
): string | null => {
  const owners = ofTier(settings.owners, tier);
  return owners.length === 0 ? null : (owners[shardOf(caseId, owners.length)] ?? null);
};

/**
 * A new case. Its id follows from the signal, so that a message that comes twice makes the same one,
 * and so does an answer that was changed; the first contact is due from the moment of the signal, not from when we noticed.
 */
export const openCase = (
  { customerId, ledgerId, tier }: Concerned,
  signal: Signal,
  settings: RecoverySettings,
): RecoveryCase => {
  const seed = `${customerId}#${signal.cause}#${sourceOf(signal) ?? signal.at}`;
  const id = derivedIds(seed, epochMs(signal.at))('recoveryCase');
  return {
    id,
    customerId,
    ledgerId,
    version: 1,
    status: 'open',
    tier,
    owner: ownerOf(settings, tier, id),
    openedAt: signal.at,
    dueAt: minutesLater(signal.at, ofTier(settings.standards, tier).contactWithinMinutes),
    signals: [signal],
    attempts: [],
    contactedAt: null,
    contactInTime: null,
    resolvedAt: null,
    rootCause: null,
    followUp: null,
    closedAt: null,
    outcome: null,
    reopened: 0,
  };
};

const sourceOf = ({ eventId }: Signal): string | undefined => eventId && firstEventId(eventId);

/** Whether a case knows of a signal: an answer that was changed signals a cause once. */
export const isNoted = ({ signals }: RecoveryCase, signal: Signal): boolean =>
  signals.some((known) => known.cause === signal.cause && sourceOf(known) === sourceOf(signal));

/** A case that knows of a signal: the first stays, and of the others the latest. */
export const withSignal = (before: RecoveryCase, signal: Signal): RecoveryCase => {
  const [first = signal, ...rest] = before.signals;
  return { ...before, signals: [first, ...[...rest, signal].slice(1 - signalsMax)] };
};

/** A further signal while a case is under way: noted, and reason to take up a resolved one again. */
export const addSignal = (
  before: RecoveryCase,
  signal: Signal,
  settings: RecoverySettings,
): { readonly after: RecoveryCase; readonly step: 'signalled' | 'reopened' } => {
  const noted = { ...withSignal(before, signal), version: before.version + 1 };
  return before.status === 'resolved'
    ? { after: reopen(noted, signal.at, settings), step: 'reopened' }
    : { after: noted, step: 'signalled' };
};

/** A resolved case that turned out not to be: open again, with a new due time; what was learnt stays. */
export const reopen = (
  resolved: RecoveryCase,
  at: Instant,
  settings: RecoverySettings,
): RecoveryCase => ({
  ...resolved,
  status: 'open',
  dueAt: minutesLater(at, ofTier(settings.standards, resolved.tier).contactWithinMinutes),
  resolvedAt: null,
  reopened: resolved.reopened + 1,
});
