import { afterAll, describe, expect, it } from 'vitest';
import { customersRoutes } from '../../lib/contract/routes/customers.ts';
import type { Scope } from '../../lib/contract/scopes.ts';
import { customersApi, freshEmail } from './support/customers.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = customersApi();
const route = customersRoutes.updateCustomer;
const both: readonly Scope[] = ['customers:read', 'customers:write'];
const patch = (
  customerId: string,
  body: unknown,
  headers: Record<string, string> = {},
  scopes = both,
) => api.call('updateCustomer', { params: { customerId }, body, headers, scopes });
const idsBy = async (query: Record<string, string>): Promise<string[]> => {
  const answer = await api.call('listCustomers', { query });
  return answer.body.data.map(({ id }: { id: string }) => id);
};

describe('PATCH /v1/customers/{customerId}', () => {
  it('merges: null removes, absent keeps, objects merge, arrays replace', async () => {
    const { id, createdAt } = await api.create({
      email: freshEmail(),
      location: { country: 'CN', city: 'Xiamen' },
      tags: ['a', 'b'],
      preferences: ['tea'],
      custom: { seat: 'window', meals: 2 },
      owner: 'usr_1',
    });
    const body = {
      name: 'Renamed',
      email: null,
      location: { city: 'Fuzhou', region: 'Fujian' },
      tags: ['c'],
      preferences: null,
      custom: { meals: null, seat: 'aisle' },
    };
    const answer = await patch(id, body, { 'content-type': 'application/merge-patch+json' });
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe('"2"');
    const { updatedAt, ...rest } = answer.body;
    expect(rest).toEqual({
      id,
      kind: 'individual',
      name: 'Renamed',
      externalIds: [],
      location: { country: 'CN', city: 'Fuzhou', region: 'Fujian' },
      preferences: [],
      consents: [],
      tags: ['c'],
      owner: 'usr_1',
      custom: { seat: 'aisle' },
      createdAt,
      version: 2,
    });
    expect(Date.parse(updatedAt)).toBeGreaterThanOrEqual(Date.parse(createdAt));
    const read = await api.call('getCustomer', { params: { customerId: id } });
    expect(read.body).toEqual(answer.body);
  });

  it('writes nothing and keeps the entity tag when nothing changes', async () => {
    const customer = await api.create({ tags: ['same'], email: freshEmail() });
    const answer = await patch(customer.id, { tags: ['same'], name: customer.name, phone: null });
    expect(answer.body).toEqual(customer);
    expect(answer.headers['etag']).toBe('"1"');
  });

  it('moves the customer from list to list with the change', async () => {
    const { id } = await api.create({ tags: ['old'], owner: 'usr_old', name: 'Before' });
    await patch(id, { tags: ['new'], owner: 'usr_new', name: 'After' });
    expect(await idsBy({ tag: 'old' })).toEqual([]);
    expect(await idsBy({ owner: 'usr_old' })).toEqual([]);
    expect(await idsBy({ namePrefix: 'befo' })).toEqual([]);
    expect(await idsBy({ tag: 'new' })).toEqual([id]);
    expect(await idsBy({ owner: 'usr_new' })).toEqual([id]);
    expect(await idsBy({ namePrefix: 'AFT' })).toEqual([id]);
  });

  it('frees an identity that it removes, for anybody', async () => {
    const [email, other] = [freshEmail(), freshEmail()];
    const { id } = await api.create({ email, phone: '+4915112345678' });
    await patch(id, { email: other, phone: null });
    const next = await api.create({ email, phone: '+4915112345678' });
    expect(await idsBy({ email })).toEqual([next.id]);
    expect(await idsBy({ email: other })).toEqual([id]);
    expect(await idsBy({ phone: '+4915112345678' })).toEqual([next.id]);
  });

  it('keeps the reservation when only the case of an e-mail changes', async () => {
    const email = freshEmail();
    const { id } = await api.create({ email });
    expect((await patch(id, { email: email.toUpperCase() })).body.email).toBe(email.toUpperCase());
    expect(await idsBy({ email })).toEqual([id]);
  });

  it('changes every tag, external id, e-mail, phone and owner at once: it fits one transaction', async () => {
    const full = (prefix: string, phone: string) => ({
      email: freshEmail(),
      phone,
      owner: `usr_${prefix}`,
      name: prefix,
      tags: Array.from({ length: 30 }, (_, index) => `${prefix}${index}`),
      externalIds: Array.from({ length: 10 }, (_, index) => ({ source: prefix, id: `${index}` })),
    });
    const { id } = await api.create(full('one', '+81312345678'));
    const answer = await patch(id, full('two', '+81312345679'));
    expect(answer.status).toBe(200);
    expect(await idsBy({ externalId: 'one:3' })).toEqual([]);
    expect(await idsBy({ externalId: 'two:3' })).toEqual([id]);
  });

  it('refuses an identity of another customer and changes nothing', async () => {
    const email = freshEmail();
    const holder = await api.create({ email });
    const { id } = await api.create({ tags: ['kept'] });
    const refused = await patch(id, { email, tags: ['lost'] });
    expect(refused.problem).toMatchObject({
      code: 'identity_taken',
      conflicts: [{ pointer: '/email', customerId: holder.id }],
    });
    expect(await idsBy({ tag: 'kept' })).toEqual([id]);
    await api.erase(holder.id);
    expect((await patch(id, { email })).problem.code).toBe('erased_identity');
  });

  it('applies all of sixteen patches at the same time', async () => {
    const { id } = await api.create();
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => patch(id, { custom: { [`m${index}`]: index } })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(16).fill(200));
    const { body } = await api.call('getCustomer', { params: { customerId: id } });
    expect(Object.keys(body.custom)).toHaveLength(16);
    expect(body.version).toBe(17);
  });

  it('writes under If-Match only the version that was read; * is any', async () => {
    const { id } = await api.create();
    expect((await patch(id, { name: 'B' }, { 'if-match': '"1"' })).status).toBe(200);
    const stale = await patch(id, { name: 'C' }, { 'if-match': '"1"' });
    expect(stale.problem.code).toBe('stale_version');
    expect((await patch(id, { name: 'D' }, { 'if-match': '*' })).body.version).toBe(3);
  });

  it('shows a caller without leave to read a receipt only', async () => {
    const { id } = await api.create({ owner: 'usr_secret' });
    const { body } = await patch(id, { name: 'B' }, {}, ['customers:write']);
    expect(Object.keys(body).sort()).toEqual(['createdAt', 'id', 'updatedAt', 'version']);
  });

  it.each([
    ['null for the name', { name: null }, '/name', 'invalid_type'],
    ['an unknown member', { colour: 'red' }, '/colour', 'unknown_name'],
    ['an unknown member inside', { location: { planet: 'B' } }, '/location/planet', 'unknown_name'],
    ['a size for a person', { size: 'large' }, '/size', 'wrong_kind'],
    [
      'half a quiet time',
      { channels: { quietHours: { from: '21:00' } } },
      '/channels/quietHours/to',
      'required',
    ],
  ])('refuses %s by its pointer', async (_what, body, pointer, code) => {
    const { id } = await api.create();
    const { problem } = await patch(id, body);
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('answers 404 where nobody is, 410 where somebody was', async () => {
    expect((await patch('cus_none', { name: 'B' })).problem.code).toBe('customer_not_found');
    const { id } = await api.create();
    await api.erase(id);
    expect((await patch(id, { name: 'B' })).problem.code).toBe('customer_erased');
  });

  it('refuses what every route refuses', async () => {
    const { id } = await api.create();
    await expectSharedRefusals(api, route, { params: { customerId: id }, body: {} });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
