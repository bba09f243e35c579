import type { SettingsStore } from '../shared/settings.ts';
import type { Instant } from '../shared/time.ts';
import { caseEntry } from './case-entry.ts';
import { withdrawSignal } from './case-steps.ts';
import type { CaseStore, FindEvent, StandsAnew } from './ports.ts';
import type { RecoverySettings } from './recovery-settings.ts';

export interface WithdrawPorts {
  readonly cases: Pick<CaseStore, 'current' | 'replace'>;
  readonly findEvent: FindEvent;
  readonly standsAnew: StandsAnew;
  readonly settings: Pick<SettingsStore<RecoverySettings>, 'active'>;
  readonly zone: () => string;
}

/** An event of a ledger that was taken back. */
export interface Voided {
  readonly ledgerId: string;
  readonly eventId: string;
  readonly customerId: string;
}

/** Writers who meet on one customer try again; more than this means that something is broken. */
const attemptsMax = 8;

/**
 * What becomes of a case whose signal was taken back. Words that were only edited stand in the ledger anew:
 * they are still the customer's, and their case goes on.
 */
export const withdraw =
  (ports: WithdrawPorts) =>
  async (voided: Voided, now: Instant): Promise<void> => {
    if (!(await ports.settings.active()).settings.enabled) return;
    const event = await ports.findEvent(voided.ledgerId, voided.eventId);
    if (event?.voidedBy === undefined || (await ports.standsAnew(event))) return;
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1)
      if (await settle(ports, voided, now)) return;
    throw new Error(`the case of ${voided.customerId} was written by others ${attemptsMax} times`);
  };

/** One attempt; false when somebody else wrote the case meanwhile. */
const settle = async (
  { cases, zone }: WithdrawPorts,
  { customerId, eventId }: Voided,
  now: Instant,
): Promise<boolean> => {
  const current = await cases.current(customerId);
  const moved = current && withdrawSignal(current, eventId, now);
  if (!moved) return true;
  const { after, step } = moved;
  const write = step
    ? { entry: caseEntry(after, { step, at: now, by: 'system', zone: zone() }) }
    : {};
  return (await cases.replace(current, after, write)) !== 'stale';
};
