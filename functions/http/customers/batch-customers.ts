import { customers } from '../../../lib/app/customers.ts';
import { toProblem } from '../../../lib/contract/problems.ts';
import { customersRoutes } from '../../../lib/contract/routes/customers.ts';
import { CustomerUpsert } from '../../../lib/customers/customer.ts';
import type { Upserted } from '../../../lib/customers/upsert-customer.ts';
import { failures } from '../../../lib/shared/failure.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';
import { type Call, handler } from '../handler.ts';
import { bodyPointer, inputErrors } from '../parse/input-errors.ts';
import { mayRead } from './show-customer.ts';

const parseRow = (item: unknown): Result<CustomerUpsert> => {
  const parsed = CustomerUpsert.safeParse(item);
  if (parsed.success) return ok(parsed.data);
  return fail('invalid_request', { errors: inputErrors(parsed.error, item, bodyPointer) });
};

const resultOf = (result: Result<Upserted>, index: number, call: Call) => {
  if (result.ok) {
    const { customer, isNew } = result.value;
    return { index, status: isNew ? 201 : 200, id: customer.id };
  }
  const { route } = handle;
  const problem = toProblem(result.failure, { instance: route.path, requestId: call.requestId });
  return { index, status: failures[result.failure.code].status, problem };
};

export const handle = handler(customersRoutes.batchCustomers, async ({ body, call }) => {
  // Ids are drawn in the order of the rows, so that a repeat of the request draws the same ones.
  const rows = body.items.map((item) => ({ id: call.ids('customer'), input: parseRow(item) }));
  const results = await customers.batch(rows, { now: call.now, mayRead: mayRead(call) });
  return ok({
    status: 200,
    body: { results: results.map((result, index) => resultOf(result, index, call)) },
  });
});
