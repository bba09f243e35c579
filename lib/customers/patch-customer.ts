import { mergePatch } from '../shared/merge-patch.ts';
import { fail, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { changeCustomer } from './change-customer.ts';
import { profileOf, withCollections } from './check-profile.ts';
import type { Customer, CustomerPatch } from './customer.ts';
import { type IfMatch, matches, untilFresh } from './if-match.ts';
import type { FindCustomer, ReplaceCustomer } from './ports.ts';
import { readCustomer } from './read-customer.ts';

/** Applies a merge patch to a customer. Identities of erased persons are refused. */
export const patchCustomer = (ports: {
  readonly find: FindCustomer;
  readonly replace: ReplaceCustomer;
}) => {
  const read = readCustomer(ports);
  const change = changeCustomer(ports.replace);
  return (request: {
    readonly customerId: string;
    readonly patch: CustomerPatch;
    readonly ifMatch: IfMatch;
    readonly now: Instant;
    readonly mayRead: boolean;
  }): Promise<Result<Customer>> =>
    untilFresh(async () => {
      const found = await read(request.customerId);
      if (!found.ok) return found;
      if (!matches(request.ifMatch, found.value.version)) return fail('stale_version');
      const merged = mergePatch(profileOf(found.value), request.patch);
      return change(found.value, {
        ...request,
        merged: withCollections(Object(merged)),
        takeErased: false,
      });
    });
};
