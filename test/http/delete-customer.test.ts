import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { customersRoutes } from '../../lib/contract/routes/customers.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { customersApi, freshEmail } from './support/customers.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = customersApi();
const route = customersRoutes.deleteCustomer;
const erase = (customerId: string, headers: Record<string, string> = {}) =>
  api.call('deleteCustomer', { params: { customerId }, headers });

describe('DELETE /v1/customers/{customerId}', () => {
  it('answers 202 and leads to the erasure', async () => {
    const { id } = await api.create();
    const answer = await erase(id);
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ customerId: id, status: 'pending' });
    expect(answer.headers['location']).toBe(`/v1/erasures/${answer.body.id}`);
    const erasure = await api.call('getErasure', { params: { erasureId: answer.body.id } });
    expect(erasure.body).toEqual(answer.body);
  });

  it('takes the customer out of every route and list at once', async () => {
    const email = freshEmail();
    const { id } = await api.create({ email, tags: ['gone'], owner: 'usr_gone', name: 'Gone' });
    await erase(id);
    expect((await erase(id)).problem.code).toBe('customer_erased');
    for (const query of [
      {},
      { email },
      { tag: 'gone' },
      { owner: 'usr_gone' },
      { namePrefix: 'gone' },
      { sort: 'value' },
      { stage: 'prospect' },
    ]) {
      const list = await api.call('listCustomers', { query: { limit: 100, ...query } });
      expect(list.body.data.map((customer: { id: string }) => customer.id)).not.toContain(id);
    }
  });

  it('stops intake and puts one message into the outbox, in the same transaction', async () => {
    const { id } = await api.create();
    const { body } = await erase(id);
    const { documents, names } = api.environment().tables;
    const score = await documents.send(new GetCommand({ TableName: names.scores, Key: { id } }));
    expect(score.Item).toMatchObject({ st: 'erased', v: 2 });
    const ledger = await documents.send(
      new QueryCommand({
        TableName: names.events,
        KeyConditionExpression: 'ledger = :ledger',
        ExpressionAttributeValues: { ':ledger': ledgerOf(id) },
      }),
    );
    expect(ledger.Items).toEqual([
      expect.objectContaining({ event: body.id, type: 'erasure', customer: id }),
    ]);
  });

  it('erases once when it is asked twenty times at once', async () => {
    const { id } = await api.create();
    const answers = await Promise.all(Array.from({ length: 20 }, () => erase(id)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([202, ...Array<number>(19).fill(410)]);
  });

  it('erases under If-Match only the version that was read; * is any', async () => {
    const { id } = await api.create();
    await api.call('updateCustomer', { params: { customerId: id }, body: { name: 'B' } });
    expect((await erase(id, { 'if-match': '"1"' })).problem.code).toBe('stale_version');
    expect((await erase(id, { 'if-match': '"2"' })).status).toBe(202);
    const other = await api.create();
    expect((await erase(other.id, { 'if-match': '*' })).status).toBe(202);
  });

  it('answers 404 where nobody is', async () => {
    expect((await erase('cus_none')).problem.code).toBe('customer_not_found');
  });

  it('refuses what every route refuses', async () => {
    const { id } = await api.create();
    await expectSharedRefusals(api, route, { params: { customerId: id } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
