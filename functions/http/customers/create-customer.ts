import { customers } from '../../../lib/app/customers.ts';
import { customersRoutes } from '../../../lib/contract/routes/customers.ts';
import type { Customer } from '../../../lib/customers/customer.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { locationOf, mayRead } from './show-customer.ts';

const created = (customer: Customer) => ({
  status: 201 as const,
  body: customer,
  headers: locationOf(customer.id),
  version: customer.version,
  resourceId: customer.id,
});

export const handle = handler(
  customersRoutes.createCustomer,
  async ({ body, call }) => {
    const result = await customers.create({
      id: call.ids('customer'),
      input: body,
      mayRead: mayRead(call),
    });
    return result.ok ? ok(created(result.value)) : result;
  },
  async (customerId, { body }) => {
    const result = await customers.repeatCreation({ id: customerId, input: body });
    return result.ok ? ok(created(result.value)) : result;
  },
);
