import type { Profile } from './customer.ts';
import type { Difference } from './identity.ts';

/** A list that a customer stands on: everybody with a tag, with an owner, or by name. */
export type Membership =
  | { readonly list: 'tag'; readonly of: string }
  | { readonly list: 'owner'; readonly of: string }
  | { readonly list: 'name'; readonly sortName: string };

const sortNameMax = 100;

/** The form in which names are sorted and searched: compatibility forms and case are one. Bounded, because it is part of a key. */
export const foldName = (name: string): string =>
  [...name.normalize('NFKC').trim().toLowerCase()].slice(0, sortNameMax).join('');

export const membershipsOf = (profile: Pick<Profile, 'tags' | 'owner' | 'name'>): Membership[] => [
  ...profile.tags.map((tag) => ({ list: 'tag', of: tag }) as const),
  ...(profile.owner === undefined ? [] : [{ list: 'owner', of: profile.owner } as const]),
  { list: 'name', sortName: foldName(profile.name) },
];

const same = (a: Membership, b: Membership): boolean => {
  if (a.list === 'name' || b.list === 'name') {
    return a.list === 'name' && b.list === 'name' && a.sortName === b.sortName;
  }
  return a.list === b.list && a.of === b.of;
};

/** The place by name is one item: a new name overwrites it, so the old one is never in `removed`. */
export const membershipChanges = (before: Profile, after: Profile): Difference<Membership> => {
  const old = membershipsOf(before);
  const fresh = membershipsOf(after);
  const lacks = (list: readonly Membership[]) => (membership: Membership) =>
    !list.some((other) => same(membership, other));
  return {
    added: fresh.filter(lacks(old)),
    removed: old.filter(lacks(fresh)).filter(({ list }) => list !== 'name'),
  };
};
