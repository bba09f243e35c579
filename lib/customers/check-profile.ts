import { mergedErrors } from '../shared/patch-of.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type Customer, Profile } from './customer.ts';

/**
 * Checks a profile that came out of a merge. Each part was valid by itself when it was read; what can
 * be wrong here is what they are together: a member of the other kind, or one that is missing.
 */
export const checkProfile = (merged: unknown): Result<Profile> => {
  const parsed = Profile.safeParse(merged);
  if (parsed.success) return ok(parsed.data);
  const errors = mergedErrors(parsed.error);
  return fail('invalid_request', { errors });
};

/** The members of a customer that people write. */
export const profileOf = ({
  id: _id,
  createdAt: _createdAt,
  updatedAt: _updatedAt,
  version: _version,
  ...profile
}: Customer): Profile => profile;

const noCollections = { externalIds: [], preferences: [], consents: [], tags: [], custom: {} };

/** A collection that nobody filled, or that a patch removed, is empty. */
export const withCollections = <T extends object>(profile: T): typeof noCollections & T => ({
  ...noCollections,
  ...profile,
});
