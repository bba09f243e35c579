import * as z from 'zod';
import { Customer } from '../../customers/customer.ts';
import type { Membership } from '../../customers/memberships.ts';
import type { StoredCustomer } from '../../customers/ports.ts';
import { customerKeys, listKey } from './keys.ts';

/** Schema number of profiles and memberships; readers upcast older ones. */
export const customerSchema = 1;

const created = 'created';

const StoredProfile = z.discriminatedUnion('status', [
  z.object({ ...Customer.shape, _v: z.literal(customerSchema), status: z.literal('live') }),
  z.object({ _v: z.literal(customerSchema), status: z.literal('erased'), erasureId: z.string() }),
]);

/** The item of a customer, with its place in the list by creation. */
export const profileItem = (customer: Customer): Record<string, unknown> => ({
  ...customerKeys.profile(customer.id),
  _v: customerSchema,
  status: 'live',
  ...customer,
  lk: listKey(created, customer.id),
  ls: `${customer.createdAt}#${customer.id}`,
});

/** Reads a profile. Throws on an item that is none. */
export const readProfileItem = (stored: unknown): StoredCustomer => {
  const item = StoredProfile.parse(stored);
  if (item.status === 'erased') return { status: 'erased', erasureId: item.erasureId };
  const { _v, status, ...customer } = item;
  return { status, customer };
};

const listOf = (membership: Membership): string =>
  membership.list === 'name' ? 'name' : `${membership.list}#${membership.of}`;

export const membershipKey = (customerId: string, membership: Membership) =>
  customerKeys.member(customerId, listOf(membership));

/** The item that puts a customer on a list. */
export const membershipItem = (
  customerId: string,
  membership: Membership,
): Record<string, unknown> => ({
  ...membershipKey(customerId, membership),
  _v: customerSchema,
  lk: listKey(listOf(membership), customerId),
  ls: membership.list === 'name' ? `${membership.sortName}#${customerId}` : customerId,
});
