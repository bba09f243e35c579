import { contentHash } from '../shared/canonical.ts';
import { ledgerOf } from '../shared/ids.ts';
import type { Referred, Void } from './customer-facts.ts';
import type { EventOf, LedgerEvent } from './ledger-event.ts';

/** Characters of a hash in an id: 192 bits. */
const hashLength = 32;
const versionLength = 'v1:'.length;

/** Id of the entry that mirrors an event of one ledger in another: the same for every attempt. */
const mirrorId = ({ ledgerId, eventId }: Pick<LedgerEvent, 'ledgerId' | 'eventId'>): string =>
  `ref_${contentHash([ledgerId, eventId]).slice(versionLength, versionLength + hashLength)}`;

/** The other end of a referral, for the ledger of the customer who was referred. */
export const mirrorOfReferral = (referral: EventOf<'referral'>): EventOf<'referred'> => {
  const fact: Referred = {
    type: 'referred',
    referrerCustomerId: referral.customerId,
    referralId: referral.eventId,
  };
  return { ...entryOf(referral, referral.referredCustomerId, fact), ...fact };
};

/** The void of a referral's other end. It carries no reason: that is about the referrer. */
export const mirrorOfVoid = (
  undo: EventOf<'void'>,
  referral: EventOf<'referral'>,
): EventOf<'void'> => {
  const fact: Void = { type: 'void', targetId: mirrorId(referral) };
  return { ...entryOf(undo, referral.referredCustomerId, fact), ...fact };
};

const entryOf = (event: LedgerEvent, customerId: string, fact: Referred | Void) => ({
  ledgerId: ledgerOf(customerId),
  eventId: mirrorId(event),
  customerId,
  occurredAt: event.occurredAt,
  day: event.day,
  recordedAt: event.recordedAt,
  by: event.customerId,
  hash: contentHash({ occurredAt: event.occurredAt, ...fact }),
});
