import type { InputError } from '../shared/failure.ts';
import type { Profile } from './customer.ts';
import { foldEmail } from './email-address.ts';
import type { ExternalId } from './members.ts';

export const identityKinds = ['external', 'email', 'phone'] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** Something that belongs to one customer at most, in the form in which it is compared. */
export interface Identity {
  readonly kind: IdentityKind;
  readonly value: string;
  /** Where the request has it (RFC 6901), so that a conflict can point there. */
  readonly pointer: InputError['pointer'];
}

interface WithIdentities {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly externalIds?: readonly ExternalId[] | undefined;
}

/** No source has a colon, so that the pair can be told apart again. */
export const externalIdentity = (source: string, id: string, pointer: string): Identity => ({
  kind: 'external',
  value: `${source}:${id}`,
  pointer,
});

export const emailIdentity = (email: string, pointer = '/email'): Identity => ({
  kind: 'email',
  value: foldEmail(email),
  pointer,
});

export const phoneIdentity = (phone: string, pointer = '/phone'): Identity => ({
  kind: 'phone',
  value: phone,
  pointer,
});

/** Every identity of a profile: external ids first, because an upsert prefers to match by them. */
export const identitiesOf = ({
  externalIds,
  email,
  phone,
}: WithIdentities): readonly Identity[] => [
  ...(externalIds ?? []).map(({ source, id }, index) =>
    externalIdentity(source, id, `/externalIds/${index}`),
  ),
  ...(email === undefined ? [] : [emailIdentity(email)]),
  ...(phone === undefined ? [] : [phoneIdentity(phone)]),
];

export const sameIdentity = (a: Identity, b: Identity): boolean =>
  a.kind === b.kind && a.value === b.value;

/** What a change of a profile adds and removes. */
export interface Difference<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

export const identityChanges = (before: Profile, after: Profile): Difference<Identity> => {
  const old = identitiesOf(before);
  const fresh = identitiesOf(after);
  const lacks = (list: readonly Identity[]) => (identity: Identity) =>
    !list.some((other) => sameIdentity(identity, other));
  return { added: fresh.filter(lacks(old)), removed: old.filter(lacks(fresh)) };
};
