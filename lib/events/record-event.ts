import type { FailureCode, InputError } from '../shared/failure.ts';
import { ledgerOf } from '../shared/ids.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import { buildEvent } from './build-event.ts';
import type { EventType, LedgerEvent } from './ledger-event.ts';
import type { NewEvent } from './new-event.ts';
import { parseFact } from './parse-fact.ts';
import type { CommitEvent, FindByExternalId, IntakeOutcome, IntakeRefusal } from './ports.ts';

/** What the caller is told about a recorded event: the same for every repeat of it. */
export interface Receipt {
  readonly id: string;
  readonly customerId: string;
  readonly type: EventType;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

export interface Recorded {
  readonly receipt: Receipt;
  /** True when it was recorded before. */
  readonly repeated: boolean;
}

/** Whose event it is, and under which identity it arrived. */
export interface Owner {
  readonly customerId: string;
  readonly by: string;
}

export interface RecordDependencies {
  readonly commit: CommitEvent;
  readonly findByExternalId: FindByExternalId;
  readonly currency: string;
  readonly zone: string;
}

export interface NewEntry {
  readonly event: NewEvent;
  /** The id that the event gets when the caller gave none. */
  readonly freshId: string;
  readonly now: Instant;
}

const aheadMaxMs = 24 * 60 * 60 * 1000;

/** Finds the customer of an event. */
export const findOwner =
  (findByExternalId: FindByExternalId) =>
  async ({ customerId, externalId }: NewEvent): Promise<Result<Owner>> => {
    if (customerId !== undefined) return ok({ customerId, by: customerId });
    if (!externalId) throw new Error('an event was parsed without owner');
    const found = await findByExternalId(externalId.source, externalId.id);
    if (found.kind === 'erased') return fail('customer_erased');
    if (found.kind === 'unknown') return fail('customer_not_found');
    return ok({ customerId: found.customerId, by: found.identity });
  };

/** Records one event of a known customer exactly once. Classes are brought up to date by whoever calls. */
export const recordEvent =
  ({ commit, currency, zone }: Pick<RecordDependencies, 'commit' | 'currency' | 'zone'>) =>
  async (
    { customerId, by }: Owner,
    { event, freshId, now }: NewEntry,
  ): Promise<Result<Recorded>> => {
    const occurredAt = toInstant(epochMs(event.occurredAt));
    if (epochMs(occurredAt) > epochMs(now) + aheadMaxMs)
      return wrong('/occurredAt', 'too_far_ahead', 'At most 24 hours ahead');
    const fact = parseFact(event, currency);
    if (!fact.ok) return fact;
    const eventId = event.id ?? freshId;
    if (fact.value.type === 'void' && fact.value.targetId === eventId)
      return wrong('/eventId', 'unknown_event', 'An event cannot take itself back');
    if (fact.value.type === 'referral' && fact.value.referredCustomerId === customerId)
      return wrong('/referredCustomerId', 'own_referral', 'Nobody refers themselves');
    const ledgerEvent = buildEvent(fact.value, {
      ledgerId: ledgerOf(customerId),
      customerId,
      eventId,
      occurredAt,
      recordedAt: now,
      by,
      zone,
    });
    return resultOf(ledgerEvent, await commit(ledgerEvent));
  };

const resultOf = (event: LedgerEvent, outcome: IntakeOutcome): Result<Recorded> => {
  switch (outcome.kind) {
    case 'committed':
      return ok({ receipt: receiptOf(event), repeated: false });
    case 'known':
      return outcome.stored.hash === event.hash
        ? ok({ receipt: receiptOf(outcome.stored), repeated: true })
        : fail('event_conflict', { data: { eventId: event.eventId } });
    case 'customer_not_found':
    case 'customer_erased':
      return fail(outcome.kind);
    case 'refused':
      return refusal(outcome.by);
  }
};

const receiptOf = ({
  eventId,
  customerId,
  type,
  occurredAt,
  recordedAt,
}: LedgerEvent): Receipt => ({
  id: eventId,
  customerId,
  type,
  occurredAt,
  recordedAt,
});

const refusal = (by: readonly IntakeRefusal[]): Result<never> => {
  const [first] = by;
  switch (first?.what) {
    case 'target_voided':
      return fail('already_voided', { data: { voidedBy: first.voidedBy } });
    case 'target_unknown':
      return wrong('/eventId', 'unknown_event', 'This customer has no such event');
    case 'target_not_voidable':
      return wrong('/eventId', 'not_voidable', 'Events of this type cannot be taken back');
    case 'referred_unknown':
      return wrong('/referredCustomerId', 'unknown_customer', 'There is no such customer');
    default:
      throw new Error('an event was refused without a reason of its own');
  }
};

const wrong = (pointer: string, code: string, message: string): Result<never> =>
  failWith('invalid_request', [{ pointer, code, message }]);

const failWith = (code: FailureCode, errors: readonly InputError[]): Result<never> =>
  fail(code, { errors });
