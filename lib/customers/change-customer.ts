import { canonicalJson } from '../shared/canonical.ts';
import { ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { checkProfile, profileOf } from './check-profile.ts';
import type { Customer } from './customer.ts';
import { identityFailure } from './identity-failure.ts';
import { type Raced, raced } from './if-match.ts';
import type { ReplaceCustomer } from './ports.ts';

export interface Change {
  /** The profile as it shall be, not checked yet as a whole. */
  readonly merged: unknown;
  readonly now: Instant;
  readonly mayRead: boolean;
  readonly takeErased: boolean;
}

/**
 * Writes a changed profile over the version it was made from. What changes nothing is not written and
 * keeps its version.
 */
export const changeCustomer =
  (replace: ReplaceCustomer) =>
  async (before: Customer, change: Change): Promise<Result<Customer> | Raced> => {
    const checked = checkProfile(change.merged);
    if (!checked.ok) return checked;
    if (canonicalJson(checked.value) === canonicalJson(profileOf(before))) return ok(before);
    const after: Customer = {
      id: before.id,
      ...checked.value,
      createdAt: before.createdAt,
      updatedAt: change.now,
      version: before.version + 1,
    };
    const outcome = await replace(before, after, { takeErased: change.takeErased });
    if (outcome.kind === 'held') return identityFailure(outcome.held, change.mayRead);
    return outcome.kind === 'written' ? ok(after) : raced;
  };
