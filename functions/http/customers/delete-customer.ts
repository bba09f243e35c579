import { customers } from '../../../lib/app/customers.ts';
import { customersRoutes } from '../../../lib/contract/routes/customers.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(customersRoutes.deleteCustomer, async ({ params, call }) => {
  const result = await customers.requestErasure({
    customerId: params.customerId,
    erasureId: call.ids('erasure'),
    ifMatch: call.ifMatch,
    now: call.now,
  });
  if (!result.ok) return result;
  return ok({
    status: 202,
    body: result.value,
    headers: { Location: `/v1/erasures/${result.value.id}` },
  });
});
