import { fail, type Result } from '../shared/result.ts';
import type { HeldIdentity } from './ports.ts';

/**
 * The refusal for identities that others hold. Holders are named only to callers who may read
 * customers: everybody else learns which member is taken, not by whom.
 */
export const identityFailure = (held: readonly HeldIdentity[], mayRead: boolean): Result<never> => {
  const erased = held.filter(({ holder }) => holder.status === 'erased');
  const named = erased.length > 0 ? erased : held;
  const conflicts = named.map(({ identity, holder }) => ({
    pointer: identity.pointer,
    ...(mayRead ? { customerId: holder.customerId } : {}),
  }));
  return fail(erased.length > 0 ? 'erased_identity' : 'identity_taken', { data: { conflicts } });
};
