import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy } from '../support/deployment.ts';

let suite: Deployment;
beforeAll(async () => {
  suite = await deploy();
}, 180_000);
afterAll(() => suite.stop());

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

describe('events on the synthesized template', () => {
  it('move classes, leave as messages, and come back as transitions, within what the roles grant', async () => {
    const { client, runtime } = suite;
    const externalIds = [{ source: 'crm', id: '7' }];
    const { body: ann } = await client.createCustomer({ body: { name: 'Ann', externalIds } });
    const { body: bo } = await client.createCustomer({ body: { name: 'Bo' } });
    const purchase = (id: string, day: number) => ({
      id,
      externalId: { source: 'crm', id: '7' },
      type: 'purchase' as const,
      occurredAt: `2026-03-0${day}T08:00:00Z`,
      orderId: id,
      amount: yuan(12_999),
    });
    const about = { customerId: ann.id, occurredAt: '2026-03-01T09:00:00Z' };
    await client.recordEvent({ body: purchase('p2', 2) });
    const repeat = await client.recordEvent({ body: purchase('p2', 2) });
    expect(repeat.status).toBe(200);
    const batch = await client.batchEvents({
      body: {
        items: [
          purchase('p1', 1),
          { ...about, id: 'r1', type: 'refund', orderId: 'p2', amount: yuan(999) },
          { ...about, id: 'f1', type: 'referral', referredCustomerId: bo.id },
          { ...about, id: 'k1', type: 'complaint', reason: 'my secret' },
          { ...about, id: 'v1', type: 'void', eventId: 'k1', reason: 'not mine' },
          { ...about, id: 'v2', type: 'void', eventId: 'f1', reason: 'nor mine' },
        ],
      },
    });
    expect(batch.body.results.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
    await runtime.settled();

    const published = runtime.bus.recent().map(({ detailType }) => detailType);
    const count = (type: string) => published.filter((published) => published === type).length;
    expect(count('purchase.recorded')).toBe(2);
    expect(count('refund.recorded')).toBe(1);
    expect(count('referral.recorded')).toBe(1);
    expect(count('complaint.recorded')).toBe(1);
    expect(count('customer.stage_changed')).toBe(1);
    expect(JSON.stringify(runtime.bus.recent())).not.toContain('secret');

    const { body: list } = await client.listEvents({
      params: { customerId: ann.id },
      query: { type: 'transition' },
    });
    expect(list.data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'transition',
          class: 'stage',
          from: 'prospect',
          to: 'first',
        }),
      ]),
    );
  });
});
