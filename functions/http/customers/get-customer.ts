import { customers } from '../../../lib/app/customers.ts';
import { customersRoutes } from '../../../lib/contract/routes/customers.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(customersRoutes.getCustomer, async ({ params }) => {
  const result = await customers.read(params.customerId);
  if (!result.ok) return result;
  return ok({ status: 200, body: result.value, version: result.value.version });
});
