import { afterAll, describe, expect, it } from 'vitest';
import { customersRoutes } from '../../lib/contract/routes/customers.ts';
import { customersApi } from './support/customers.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = customersApi();
const route = customersRoutes.getCustomer;
const get = (customerId: string, headers: Record<string, string> = {}) =>
  api.call('getCustomer', { params: { customerId }, headers });

describe('GET /v1/customers/{customerId}', () => {
  it('shows a customer with the entity tag of its version', async () => {
    const customer = await api.create({ name: 'Ann' });
    const answer = await get(customer.id);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(customer);
    expect(answer.headers['etag']).toBe('"1"');
  });

  it('answers 304 without body to a reader who has this version', async () => {
    const { id } = await api.create();
    const answer = await get(id, { 'if-none-match': '"1"' });
    expect([answer.status, answer.body]).toEqual([304, undefined]);
    expect((await get(id, { 'if-none-match': '"2"' })).status).toBe(200);
  });

  it('answers 404 for an id that nobody has, whatever it looks like', async () => {
    for (const id of ['cus_01k9zq3v7m8r5t2x4b6d8f0h1j', 'nonsense', 'identity'])
      expect((await get(id)).problem.code).toBe('customer_not_found');
  });

  it('answers 410 for an erased customer', async () => {
    const { id } = await api.create();
    await api.erase(id);
    expect((await get(id)).problem.code).toBe('customer_erased');
  });

  it('refuses what every route refuses', async () => {
    const { id } = await api.create();
    await expectSharedRefusals(api, route, { params: { customerId: id } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
