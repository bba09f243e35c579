import type { EventOf } from '../events/ledger-event.ts';
import type { CaseStep } from '../events/voice-facts.ts';
import { contentHash } from '../shared/canonical.ts';
import { idSuffix } from '../shared/ids.ts';
import { businessDay, type Instant } from '../shared/time.ts';
import type { RecoveryCase, Signal } from './recovery-case.ts';

interface EntryOf {
  readonly step: CaseStep;
  /** What the step answers to: then it is written once for that, however often its message comes. */
  readonly signal?: Signal;
  readonly at: Instant;
  readonly by: string;
  readonly zone: string;
}

const signalKey = ({ cause, eventId }: Signal): string | undefined =>
  eventId === undefined ? undefined : `${cause}_${eventId}`;

/** A step of a case for the customer's ledger: ids and codes, no words. */
export const caseEntry = (
  { id, version, customerId, ledgerId, owner, rootCause, outcome }: RecoveryCase,
  { step, signal, at, by, zone }: EntryOf,
): EventOf<'case'> => {
  const fact = {
    type: 'case' as const,
    caseId: id,
    step,
    ...(signal ? { cause: signal.cause } : {}),
    ...(owner === null ? {} : { owner }),
    ...(rootCause === null ? {} : { rootCause }),
    ...(outcome === null ? {} : { outcome }),
  };
  const own = `${idSuffix(id)}_${String(version).padStart(4, '0')}`;
  return {
    ...fact,
    ledgerId,
    customerId,
    eventId: `cse_${(signal && signalKey(signal)) ?? own}`,
    occurredAt: at,
    day: businessDay(at, zone),
    recordedAt: at,
    by,
    hash: contentHash({ at, ...fact }),
  };
};
