import { afterAll, describe, expect, it } from 'vitest';
import { customersRoutes } from '../../lib/contract/routes/customers.ts';
import { customersApi, freshEmail } from './support/customers.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = customersApi();
const route = customersRoutes.batchCustomers;
const batch = (items: readonly unknown[], headers: Record<string, string> = {}) =>
  api.call('batchCustomers', { body: { items }, headers });
const crm = (id: string) => ({ externalIds: [{ source: 'crm', id }] });

interface RowResult {
  index: number;
  status: number;
  id?: string;
  problem?: { code: string; errors?: { pointer: string }[] };
}

describe('POST /v1/customers/batch', () => {
  it('answers each row by itself, in order: one bad row never fails another', async () => {
    const taken = await api.create({ ...crm('held-a') });
    const other = await api.create({ email: 'held-b@example.com' });
    const gone = await api.create({ email: 'gone@example.com' });
    await api.erase(gone.id);
    const answer = await batch([
      { name: 'New', ...crm('b1') },
      { name: 'Wrong', email: 'no address', colour: 1 },
      { owner: 'usr_1', ...crm('held-a') },
      { email: 'held-b@example.com', ...crm('held-a') },
      { name: 'Gone', email: 'gone@example.com' },
      { name: 'Nobody' },
      'not an object',
      { email: 'nameless@example.com' },
      { name: 'Back', email: 'gone@example.com', allowReturning: true },
    ]);
    expect(answer.status).toBe(200);
    const results: RowResult[] = answer.body.results;
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    // The erased person's two rows share an identity, so they run in order: refused, then allowed.
    expect(results.map(({ status }) => status)).toEqual([
      201, 422, 200, 409, 409, 422, 422, 422, 201,
    ]);
    expect(results.map(({ problem }) => problem?.code)).toEqual([
      undefined,
      'invalid_request',
      undefined,
      'identity_ambiguous',
      'erased_identity',
      'invalid_request',
      'invalid_request',
      'invalid_request',
      undefined,
    ]);
    expect(results[1]?.problem?.errors?.map(({ pointer }) => pointer)).toEqual([
      '/email',
      '/colour',
    ]);
    expect(results[2]?.id).toBe(taken.id);
    expect(JSON.stringify(results[3])).not.toContain(other.id);
  });

  it('makes one customer of all rows of one person, in the order of the rows', async () => {
    const email = freshEmail();
    const rows = [
      { name: 'First', ...crm('p1') },
      { name: 'Second', email },
      { name: 'Third', email, ...crm('p1') },
      { name: 'Fourth', email },
    ];
    const { body } = await batch(rows.slice(0, 1));
    const second = await batch([rows[0], { ...crm('p1'), email }, rows[1], rows[3]]);
    const ids = second.body.results.map(({ id }: RowResult) => id);
    expect(ids).toEqual(Array(4).fill(body.results[0].id));
    const { body: customer } = await api.call('getCustomer', { params: { customerId: ids[0] } });
    expect(customer).toMatchObject({ name: 'Fourth', email });
  });

  it('stores a hundred customers, and none of them again when it is repeated', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({
      name: `N${index}`,
      ...crm(`many${index}`),
    }));
    const first = await batch(rows);
    const again = await batch(rows);
    const statuses = (answer: typeof first) =>
      new Set(answer.body.results.map(({ status }: RowResult) => status));
    expect([statuses(first), statuses(again)]).toEqual([new Set([201]), new Set([200])]);
    const ids = (answer: typeof first) => answer.body.results.map(({ id }: RowResult) => id);
    expect(ids(again)).toEqual(ids(first));
    expect(new Set(ids(first)).size).toBe(100);
  });

  it('replays the stored answer to a repeated Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'batch-once' };
    const rows = [{ name: 'Once', ...crm('once') }];
    const first = await batch(rows, key);
    const again = await batch(rows, key);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expect(first.body.results[0].status).toBe(201);
  });

  it('refuses more than a hundred rows, and none', async () => {
    const many = await batch(Array.from({ length: 101 }, () => ({})));
    expect(many.problem.errors).toEqual([expect.objectContaining({ pointer: '/items' })]);
    expect((await batch([])).problem.code).toBe('invalid_request');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { body: { items: [{}] } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
