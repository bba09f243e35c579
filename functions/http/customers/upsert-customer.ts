import { customers } from '../../../lib/app/customers.ts';
import { customersRoutes } from '../../../lib/contract/routes/customers.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { locationOf, mayRead, shownTo } from './show-customer.ts';

export const handle = handler(customersRoutes.upsertCustomer, async ({ params, body, call }) => {
  const result = await customers.upsert({
    id: call.ids('customer'),
    input: body,
    named: { source: params.source, id: params.externalId },
    ifMatch: call.ifMatch,
    mustBeNew: call.mustBeNew,
    now: call.now,
    mayRead: mayRead(call),
  });
  if (!result.ok) return result;
  const { customer, matchedOn, isNew } = result.value;
  const reply = { body: { ...shownTo(call, customer), matchedOn }, version: customer.version };
  if (!isNew) return ok({ status: 200, ...reply });
  return ok({ status: 201, ...reply, headers: locationOf(customer.id) });
});
