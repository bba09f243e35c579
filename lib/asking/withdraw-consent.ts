import type { Customer } from '../customers/customer.ts';
import type { Instant } from '../shared/time.ts';
import type { AskingSettings } from './asking-settings.ts';

type Consents = Customer['consents'];

/** Most consents that a customer has. */
const consentsMax = 20;

/**
 * The consents after somebody used an unsubscribe link; null when it was withdrawn before. The list has
 * a bound, past which nobody could read the customer any more: where it is full the oldest agreement
 * makes room, because a refusal must not be lost; where all are refusals, the oldest of another purpose.
 */
export const withdrawnConsents = (
  consents: Consents,
  { purposes }: AskingSettings['consent'],
  at: Instant,
): Consents | null => {
  const [purpose] = purposes;
  if (purpose === undefined) return null;
  const before = consents.find((consent) => consent.purpose === purpose);
  if (before && !before.granted) return null;
  const others = consents.filter((consent) => consent !== before);
  const [spared] = others.toSorted(
    (a, b) =>
      Number(b.granted) - Number(a.granted) ||
      Number(purposes.includes(a.purpose)) - Number(purposes.includes(b.purpose)) ||
      (a.at < b.at ? -1 : 1),
  );
  const kept = others.length < consentsMax ? others : others.filter((other) => other !== spared);
  return [...kept, { purpose, granted: false, at, evidence: 'unsubscribe link' }];
};
