import { afterAll, describe, expect, it } from 'vitest';
import { customersRoutes } from '../../lib/contract/routes/customers.ts';
import { customersApi } from './support/customers.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = customersApi();
const route = customersRoutes.getErasure;
const get = (erasureId: string) => api.call('getErasure', { params: { erasureId } });

describe('GET /v1/erasures/{erasureId}', () => {
  it('shows an erasure that waits, with when it was asked for and no certificate', async () => {
    const { id: customerId } = await api.create();
    const { id, requestedAt } = await api.erase(customerId);
    const answer = await get(id);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ id, customerId, status: 'pending', requestedAt });
  });

  it('answers 404 for an erasure that nobody asked for', async () => {
    expect((await get('era_none')).problem.code).toBe('erasure_not_found');
  });

  it('is for those who may erase', async () => {
    const { id: customerId } = await api.create();
    const { id } = await api.erase(customerId);
    const answer = await api.call('getErasure', {
      params: { erasureId: id },
      scopes: ['customers:read', 'customers:write'],
    });
    expect(answer.problem.code).toBe('insufficient_scope');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { params: { erasureId: 'era_none' } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
