import type { Customer, CustomerReceipt } from '../../../lib/customers/customer.ts';
import type { Call } from '../handler.ts';

export const mayRead = (call: Call): boolean => call.scopes.has('customers:read');

export const locationOf = (customerId: string): { Location: string } => ({
  Location: `/v1/customers/${customerId}`,
});

/** What a writer sees of a customer: all of it, or without leave to read only that it is there. */
export const shownTo = (call: Call, customer: Customer): Customer | CustomerReceipt =>
  mayRead(call)
    ? customer
    : {
        id: customer.id,
        createdAt: customer.createdAt,
        updatedAt: customer.updatedAt,
        version: customer.version,
      };
