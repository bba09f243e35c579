import { type EventOf, type LedgerEvent, voidableTypes } from '../../events/ledger-event.ts';
import type { IntakeRefusal } from '../../events/ports.ts';
import { mirrorOfReferral, mirrorOfVoid } from '../../events/referral-mirror.ts';
import type { Database } from './database.ts';
import { eventPut, readEventItem } from './event-item.ts';
import { detailUpdate } from './intake-detail.ts';
import { scoreUpdate } from './intake-score.ts';
import { eventKeys } from './keys.ts';
import type { Refusal, TransactItem } from './transact.ts';

/**
 * The referral that a void takes back, whose other end goes with it: `unknown` until the target was
 * seen, `none` where the target is no referral or has no other end.
 */
export type VoidedReferral = EventOf<'referral'> | 'unknown' | 'none';

/** How a referral meets the detail of its other end: listed there, or left to a fold where there is no room. */
export type OtherEnd = 'listed' | 'folded';

/** What an attempt takes for granted of the other items. */
export interface CheckGuess {
  readonly voided: VoidedReferral;
  readonly otherEnd: OtherEnd;
}

/** What a refused check says: the answer for the caller, or what the next attempt takes into account. */
export type CheckAnswer =
  | { readonly refused: IntakeRefusal }
  | { readonly guess: Partial<CheckGuess> };

export interface IntakeCheck {
  readonly item: TransactItem;
  readonly answer: (refusal: Refusal) => CheckAnswer;
}

/** What else an event of a type writes and asks for: a void marks its target, a referral has two ends. */
export const intakeChecks = (
  database: Database,
  event: LedgerEvent,
  { voided, otherEnd }: CheckGuess,
): readonly IntakeCheck[] => {
  if (event.type === 'void') return voidChecks(database, event, voided);
  if (event.type === 'referral') return referralChecks(database, event, otherEnd);
  return [];
};

const never = (): never => {
  throw new Error('an update without condition was refused');
};

/** The other end of a referral: the referred customer's entry, count of writes and detail. */
const referralChecks = (
  database: Database,
  referral: EventOf<'referral'>,
  otherEnd: OtherEnd,
): readonly IntakeCheck[] => {
  const mirror = mirrorOfReferral(referral);
  const isListed = otherEnd === 'listed';
  const detail = isListed ? detailUpdate(database, mirror, 'all') : undefined;
  return [
    {
      item: scoreUpdate(database, mirror, isListed ? 'counted' : 'dirty'),
      answer: () => ({ refused: { what: 'referred_unknown' } }),
    },
    { item: eventPut(database, mirror), answer: never },
    ...(detail
      ? [{ item: detail, answer: (): CheckAnswer => ({ guess: { otherEnd: 'folded' } }) }]
      : []),
  ];
};

const voidChecks = (
  database: Database,
  undo: EventOf<'void'>,
  voided: VoidedReferral,
): readonly IntakeCheck[] => {
  const types = voidableTypes.filter((type) => voided !== 'unknown' || type !== 'referral');
  const target = {
    item: markVoided(database, eventKeys.event(undo.ledgerId, undo.targetId), {
      by: undo.eventId,
      types,
    }),
    answer: ({ item }: Refusal): CheckAnswer => voidAnswer(item, voided),
  };
  if (typeof voided === 'string') return [target];
  const mirror = mirrorOfVoid(undo, voided);
  return [
    target,
    {
      item: markVoided(database, eventKeys.event(mirror.ledgerId, mirror.targetId), {
        by: mirror.eventId,
        types: ['referred'],
      }),
      // Recorded before referrals had two ends.
      answer: () => ({ guess: { voided: 'none' } }),
    },
    { item: eventPut(database, mirror), answer: never },
    { item: refold(database, mirror.customerId), answer: never },
  ];
};

/** The mark lets a second void be refused, and lists say what was taken back; folds read the void itself. */
const markVoided = (
  database: Database,
  Key: Record<string, string>,
  { by, types }: { readonly by: string; readonly types: readonly LedgerEvent['type'][] },
): TransactItem => {
  const values = Object.fromEntries(types.map((type) => [`:${type}`, type]));
  return {
    Update: {
      TableName: database.table('events'),
      Key,
      UpdateExpression: 'SET voidedBy = :void',
      ConditionExpression: `attribute_not_exists(voidedBy) AND #type IN (${Object.keys(values).join(', ')})`,
      ExpressionAttributeNames: { '#type': 'type' },
      ExpressionAttributeValues: { ':void': by, ...values },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
};

/** Also of a customer who was merged or erased meanwhile: the item of a customer is never removed. */
const refold = (database: Database, id: string): TransactItem => ({
  Update: {
    TableName: database.table('scores'),
    Key: { id },
    UpdateExpression: 'SET d = :one ADD v :one REMOVE ch',
    ConditionExpression: 'attribute_exists(id)',
    ExpressionAttributeValues: { ':one': 1 },
  },
});

const voidAnswer = (item: Refusal['item'], voided: VoidedReferral): CheckAnswer => {
  if (!item) return { refused: { what: 'target_unknown' } };
  const target = readEventItem(item);
  if (target.voidedBy !== undefined)
    return { refused: { what: 'target_voided', voidedBy: target.voidedBy } };
  if (target.type === 'referral' && voided === 'unknown') return { guess: { voided: target } };
  return { refused: { what: 'target_not_voidable' } };
};
