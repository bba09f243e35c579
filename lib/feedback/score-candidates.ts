import type { Customer } from '../customers/customer.ts';
import { foldName } from '../customers/memberships.ts';
import type { Candidate, MatchReason } from './feedback.ts';
import type { Author } from './new-feedback.ts';

/** An identity that one customer alone holds: short of certain, because accounts are shared and lent. */
export const identityConfidence = 0.99;
/** Identities that lead to different customers: one of them is wrong, and nothing here tells which. */
export const contradictedConfidence = 0.6;
/** From here on an item is matched without asking. */
export const matchFrom = 0.9;
/** From here on somebody is proposed. */
export const proposeFrom = 0.5;
/** Most candidates that an item keeps. */
export const candidatesMax = 5;

const sameName = 0.6;
const beginsAlike = 0.4;
const sameCity = 0.25;
const otherCity = -0.3;
const ownOrder = 0.35;

/** Shorter names are no name: a family name, or what a mask leaves of one. */
const lettersMin = { han: 2, other: 4 };

/** What a platform's name says of a customer's: `张**` and `Ann E.` are masked from a sign on. */
export const nameStem = (name: string): string => {
  const [stem = ''] = foldName(name).split(/[*＊•·…]|\s\p{L}\.$/u);
  const trimmed = stem.trim();
  const least = /\p{Script=Han}/u.test(trimmed) ? lettersMin.han : lettersMin.other;
  return [...trimmed].length < least ? '' : trimmed;
};

/** A customer whose name begins like the author's, with what else is known of both. */
export interface NamedCustomer {
  readonly customer: Pick<Customer, 'id' | 'name' | 'location'>;
  /** The order that the item names is one of this customer's. */
  readonly ownsOrder: boolean;
}

/**
 * How likely each of the customers with such a name wrote it: 0.6 for the whole name or 0.4 for its
 * beginning, divided by how many share that; + 0.25 in the same city, − 0.3 in another; + 0.35 where
 * the order is theirs; between 0 and 0.98. Hence name and city never match by themselves (0.85), a name
 * that one customer has and an order of theirs do (0.95). The weights are a convention, chosen so that
 * each kind of evidence falls on its side of 0.5 and 0.9; they are not estimated.
 */
export const scoreCandidates = (
  author: Pick<Author, 'name' | 'city'>,
  named: readonly NamedCustomer[],
): readonly Candidate[] => {
  const full = foldName(author.name ?? '');
  const isSame = ({ customer }: NamedCustomer): boolean => foldName(customer.name) === full;
  const namesakes = named.filter(isSame).length;
  return named
    .map((one) => {
      const exact = isSame(one);
      const base = exact ? sameName / namesakes : beginsAlike / named.length;
      const reasons: MatchReason[] = [exact ? 'same_name' : 'name_begins_alike'];
      const place = placeEvidence(author.city, one.customer.location?.city);
      if (place.reason) reasons.push(place.reason);
      if (one.ownsOrder) reasons.push('own_order');
      const sum = base + place.weight + (one.ownsOrder ? ownOrder : 0);
      return { customerId: one.customer.id, confidence: bounded(sum), reasons };
    })
    .filter(({ confidence }) => confidence >= proposeFrom)
    .sort((a, b) => b.confidence - a.confidence || (a.customerId < b.customerId ? -1 : 1))
    .slice(0, candidatesMax);
};

const placeEvidence = (
  said: string | undefined,
  known: string | undefined,
): { readonly weight: number; readonly reason?: MatchReason } => {
  if (said === undefined || known === undefined) return { weight: 0 };
  return foldName(said) === foldName(known)
    ? { weight: sameCity, reason: 'same_city' }
    : { weight: otherCity, reason: 'other_city' };
};

/** Two decimals; evidence of a name never reaches that of an identity. */
const bounded = (sum: number): number => Math.round(100 * Math.min(0.98, Math.max(0, sum))) / 100;
