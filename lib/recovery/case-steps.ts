import type { CaseStep } from '../events/voice-facts.ts';
import { itemOfEntry } from '../feedback/entry-id.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { isLow, type Score } from './detect-signal.ts';
import { minutesLater, reopen } from './open-case.ts';
import {
  type Attempt,
  attemptsMax,
  type CaseOutcome,
  type FollowUp,
  type RecoveryCase,
} from './recovery-case.ts';
import { ofTier, type RecoverySettings } from './recovery-settings.ts';
import type { RootCause } from './root-causes.ts';

/** A case after a step, with the step as the ledger keeps it. */
export interface Moved {
  readonly after: RecoveryCase;
  readonly step: CaseStep;
}

const next = (before: RecoveryCase, changes: Partial<RecoveryCase>): RecoveryCase => ({
  ...before,
  ...changes,
  version: before.version + 1,
});

/** Notes a try to reach the customer. The first that reached sets the clock of the resolution. */
export const noteContact = (
  before: RecoveryCase,
  attempt: Attempt,
  settings: RecoverySettings,
): Result<Moved> => {
  if (before.status === 'closed') return fail('case_closed');
  const attempts = [...before.attempts, attempt].slice(-attemptsMax);
  if (!attempt.reached || before.status !== 'open')
    return ok({ after: next(before, { attempts }), step: 'contacted' });
  const { resolveWithinMinutes } = ofTier(settings.standards, before.tier);
  return ok({
    step: 'contacted',
    after: next(before, {
      attempts,
      status: 'contacted',
      contactedAt: before.contactedAt ?? attempt.at,
      contactInTime: before.contactInTime ?? (before.dueAt === null || attempt.at <= before.dueAt),
      dueAt: minutesLater(attempt.at, resolveWithinMinutes),
    }),
  });
};

/** Names the root cause; with a follow-up the customer has the last word. */
export const resolveCase = (
  before: RecoveryCase,
  {
    rootCause,
    followUp,
    at,
  }: {
    readonly rootCause: RootCause;
    readonly followUp: FollowUp | null;
    readonly at: Instant;
  },
): Result<Moved> => {
  if (before.status === 'closed') return fail('case_closed');
  if (before.status === 'resolved') return fail('case_resolved');
  return ok({
    step: 'resolved',
    after: next(before, { status: 'resolved', resolvedAt: at, dueAt: null, rootCause, followUp }),
  });
};

/** Ends a resolved case by the word of staff, or withdraws one that was opened by mistake. */
export const closeCase = (
  before: RecoveryCase,
  { outcome, at }: { readonly outcome: CaseOutcome; readonly at: Instant },
): Result<Moved> => {
  if (before.status === 'closed') return fail('case_closed');
  if (before.status !== 'resolved' && outcome !== 'withdrawn') return fail('case_not_resolved');
  return ok({ step: 'closed', after: ended(before, outcome, at) });
};

const ended = (before: RecoveryCase, outcome: CaseOutcome | null, at: Instant): RecoveryCase =>
  next(before, { status: 'closed', closedAt: at, dueAt: null, outcome });

/** Ends the case of somebody who was erased, in whatever state it is: nobody can work on it any more. It has no outcome. */
export const endCase = (before: RecoveryCase, at: Instant): RecoveryCase =>
  ended(before, before.outcome, at);

/** Of an event, or of another entry of the same review: its earlier ones were taken back before. */
const isOf = (eventId: string | undefined, voided: string): boolean =>
  eventId !== undefined &&
  (eventId === voided || (itemOfEntry(eventId) ?? eventId) === itemOfEntry(voided));

/**
 * A signal whose event was taken back, because it was recorded by mistake or is somebody else's: a case that
 * was opened for nothing else, and that nobody has begun to work on, is withdrawn; where others remain it is
 * one signal less. Null where there is nothing to do, or staff decide.
 */
export const withdrawSignal = (
  before: RecoveryCase,
  eventId: string,
  at: Instant,
): { readonly after: RecoveryCase; readonly step?: CaseStep } | null => {
  const signals = before.signals.filter((signal) => !isOf(signal.eventId, eventId));
  if (signals.length === before.signals.length) return null;
  if (signals.length > 0) return { after: next(before, { signals }) };
  if (before.status !== 'open' || before.attempts.length > 0) return null;
  return { after: ended(before, 'withdrawn', at), step: 'closed' };
};

/**
 * The customer's answer to the follow-up: above the trigger of its score recovered, otherwise the
 * case opens again. One answer counts, whatever comes after it.
 */
export const hearFollowUp = (
  before: RecoveryCase,
  score: Score,
  { at, settings }: { readonly at: Instant; readonly settings: RecoverySettings },
): Moved | null => {
  const { followUp, status } = before;
  if (status !== 'resolved' || followUp === null || followUp.answer !== null) return null;
  const heard = next(before, { followUp: { ...followUp, answer: { ...score, at } } });
  return isLow(settings.triggers, score)
    ? { after: reopen(heard, at, settings), step: 'reopened' }
    : { after: { ...heard, status: 'closed', closedAt: at, outcome: 'recovered' }, step: 'closed' };
};

/** Hands a case to somebody else, or sets its root cause right. */
export const changeCase = (
  before: RecoveryCase,
  changes: { readonly owner?: string | null; readonly rootCause?: RootCause },
): Result<RecoveryCase> => {
  if (before.status === 'closed') return fail('case_closed');
  return ok(next(before, changes));
};
