import type { InputError } from '../shared/failure.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type Customer, Profile } from './customer.ts';

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/**
 * Checks a profile that came out of a merge. Each part was valid by itself when it was read; what can
 * be wrong here is what they are together: a member of the other kind, or one that is missing.
 */
export const checkProfile = (merged: unknown): Result<Profile> => {
  const parsed = Profile.safeParse(merged);
  if (parsed.success) return ok(parsed.data);
  const errors = parsed.error.issues.map((issue): InputError => {
    const code =
      issue.code === 'custom' && typeof issue.params?.['code'] === 'string'
        ? issue.params['code']
        : issue.code;
    const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
    return {
      pointer: pointerOf(issue.path),
      code: isMissing ? 'required' : code,
      message: isMissing ? 'This is needed' : issue.message,
    };
  });
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
