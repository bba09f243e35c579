import { customers } from '../../../lib/app/customers.ts';
import { customersRoutes } from '../../../lib/contract/routes/customers.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(customersRoutes.getErasure, async ({ params }) => {
  const result = await customers.readErasure(params.erasureId);
  return result.ok ? ok({ status: 200, body: result.value }) : result;
});
