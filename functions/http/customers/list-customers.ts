import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { customers } from '../../../lib/app/customers.ts';
import { customersRoutes } from '../../../lib/contract/routes/customers.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(customersRoutes.listCustomers, async ({ query }) => {
  const { cursor, limit, ...filters } = query;
  const list = { route: customersRoutes.listCustomers.id, ...filters };
  const after = await cursors.open(cursor, list, z.string());
  if (!after.ok) return after;
  const page = await customers.list(filters, { limit, after: after.value });
  return ok({
    status: 200,
    body: { data: [...page.items], nextCursor: await cursors.seal(page.next, list) },
  });
});
