import { fail, ok, type Result } from '../shared/result.ts';
import type { Customer } from './customer.ts';
import type { FindCustomer } from './ports.ts';

/** A live customer, or why there is none. */
export const readCustomer =
  (ports: { readonly find: FindCustomer }) =>
  async (customerId: string): Promise<Result<Customer>> => {
    const stored = await ports.find(customerId);
    if (!stored) return fail('customer_not_found');
    return stored.status === 'live' ? ok(stored.customer) : fail('customer_erased');
  };
