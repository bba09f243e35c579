import { idTime } from '../shared/ids.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { toInstant } from '../shared/time.ts';
import { withCollections } from './check-profile.ts';
import type { Customer, NewCustomer, Profile } from './customer.ts';
import { identityFailure } from './identity-failure.ts';
import type { FindCustomer, InsertCustomer } from './ports.ts';

/** A customer at the start. The time of creation is that of the id, so that lists by either are the same. */
export const newCustomer = (id: string, profile: Profile): Customer => {
  const createdAt = toInstant(idTime(id));
  return { id, ...profile, createdAt, updatedAt: createdAt, version: 1 };
};

/**
 * Creates a customer. An id that is in use already was made by the same request before (ids are random, or
 * derived from caller, route and key), so its customer is the answer.
 */
export const createCustomer =
  (ports: { readonly insert: InsertCustomer; readonly find: FindCustomer }) =>
  async (request: {
    readonly id: string;
    readonly input: NewCustomer;
    readonly mayRead: boolean;
  }): Promise<Result<Customer>> => {
    const { allowReturning, ...profile } = request.input;
    const customer = newCustomer(request.id, withCollections(profile));
    const outcome = await ports.insert(customer, { takeErased: allowReturning === true });
    if (outcome.kind === 'written') return ok(customer);
    if (outcome.kind === 'held') return identityFailure(outcome.held, request.mayRead);
    const earlier = await ports.find(request.id);
    return earlier?.status === 'live' ? ok(earlier.customer) : fail('customer_erased');
  };
