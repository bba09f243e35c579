import { idTime } from '../shared/ids.ts';
import { ok, type Result } from '../shared/result.ts';
import { toInstant } from '../shared/time.ts';
import { withCollections } from './check-profile.ts';
import type { Customer, NewCustomer, Profile } from './customer.ts';
import { identityFailure } from './identity-failure.ts';
import type { FindCustomer, InsertCustomer } from './ports.ts';
import { readCustomer } from './read-customer.ts';

/** A customer at the start. The time of creation is that of the id, so that lists by either are the same. */
export const newCustomer = (id: string, profile: Profile): Customer => {
  const createdAt = toInstant(idTime(id));
  return { id, ...profile, createdAt, updatedAt: createdAt, version: 1 };
};

const createdFrom = (request: { readonly id: string; readonly input: NewCustomer }): Customer => {
  const { allowReturning: _allowReturning, ...profile } = request.input;
  return newCustomer(request.id, withCollections(profile));
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
    const customer = createdFrom(request);
    const takeErased = request.input.allowReturning === true;
    const outcome = await ports.insert(customer, { takeErased });
    if (outcome.kind === 'written') return ok(customer);
    if (outcome.kind === 'held') return identityFailure(outcome.held, request.mayRead);
    return repeatCreation(ports)(request);
  };

/**
 * The answer of the first request, made again from the same input and id: not what stands there now,
 * which the caller may not be allowed to read. Of an erased person nothing is repeated.
 */
export const repeatCreation =
  (ports: { readonly find: FindCustomer }) =>
  async (request: {
    readonly id: string;
    readonly input: NewCustomer;
  }): Promise<Result<Customer>> => {
    const found = await readCustomer(ports)(request.id);
    return found.ok ? ok(createdFrom(request)) : found;
  };
