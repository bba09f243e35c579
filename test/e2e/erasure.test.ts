import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy } from '../support/deployment.ts';

let suite: Deployment;
beforeAll(async () => {
  suite = await deploy();
}, 180_000);
afterAll(() => suite.stop());

describe('an erasure on the synthesized template', () => {
  it('goes from DELETE over the outbox and the bus to a certificate, within what the roles grant', async () => {
    const { client, runtime } = suite;
    const created = await client.createCustomer({
      body: { name: 'Erika Example', email: 'erika@example.com', tags: ['vip'] },
    });
    const customerId = created.body.id;
    await client.updateCustomer({
      params: { customerId },
      body: { owner: 'usr_1', tags: ['new'] },
    });
    await client.recordEvent({
      body: { customerId, type: 'note', occurredAt: '2026-03-01T08:00:00Z', text: 'likes tea' },
    });
    const { body: asked } = await client.deleteCustomer({ params: { customerId } });
    await runtime.settled();
    const { body: done } = await client.getErasure({ params: { erasureId: asked.id } });
    expect(done.status).toBe('completed');
    expect(done.certificate?.removed).toEqual({
      profiles: 1,
      identities: 1,
      memberships: 3,
      records: 0,
      answers: 0,
      events: 1,
    });
    const requested = runtime.bus
      .recent()
      .filter(({ detailType }) => detailType === 'customer.erasure_requested');
    expect(requested).toHaveLength(1);
    expect(JSON.stringify(requested)).not.toContain('Erika');
    const { body: list } = await client.listCustomers({ query: { sort: 'value' } });
    expect(list.data).toEqual([]);
  });
});
