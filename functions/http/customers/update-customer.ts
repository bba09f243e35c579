import { customers } from '../../../lib/app/customers.ts';
import { customersRoutes } from '../../../lib/contract/routes/customers.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { mayRead, shownTo } from './show-customer.ts';

export const handle = handler(customersRoutes.updateCustomer, async ({ params, body, call }) => {
  const result = await customers.patch({
    customerId: params.customerId,
    patch: body,
    ifMatch: call.ifMatch,
    now: call.now,
    mayRead: mayRead(call),
  });
  if (!result.ok) return result;
  return ok({
    status: 200,
    body: shownTo(call, result.value),
    version: result.value.version,
  });
});
