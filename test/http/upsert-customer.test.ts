import { afterAll, describe, expect, it } from 'vitest';
import { customersRoutes } from '../../lib/contract/routes/customers.ts';
import type { Scope } from '../../lib/contract/scopes.ts';
import { customersApi, freshEmail } from './support/customers.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = customersApi();
const route = customersRoutes.upsertCustomer;
const both: readonly Scope[] = ['customers:read', 'customers:write'];

let count = 0;
const freshKey = (): string => {
  count += 1;
  return `key ${count}/ü`;
};
const put = (
  externalId: string,
  body: unknown,
  headers: Record<string, string> = {},
  scopes = both,
) => api.call('upsertCustomer', { params: { source: 'crm', externalId }, body, headers, scopes });

describe('PUT /v1/customers/external/{source}/{externalId}', () => {
  it('creates the customer the first time and changes it from then on', async () => {
    const key = freshKey();
    const first = await put(key, { name: 'Ann', tags: ['new'] });
    expect(first.status).toBe(201);
    expect(first.headers['location']).toBe(`/v1/customers/${first.body.id}`);
    expect(first.body).toMatchObject({
      kind: 'individual',
      externalIds: [{ source: 'crm', id: key }],
      matchedOn: 'nothing',
    });
    const second = await put(key, { owner: 'usr_1' });
    expect(second.status).toBe(200);
    expect(second.headers['etag']).toBe('"2"');
    expect(second.body).toMatchObject({
      id: first.body.id,
      name: 'Ann',
      tags: ['new'],
      owner: 'usr_1',
      matchedOn: 'externalId',
    });
  });

  it('changes nothing when it is repeated', async () => {
    const key = freshKey();
    const body = { name: 'Ann', email: freshEmail(), externalIds: [{ source: 'shop', id: key }] };
    const first = await put(key, body);
    const again = await put(key, body);
    expect(again.status).toBe(200);
    expect(again.headers['etag']).toBe(first.headers['etag']);
  });

  it.each([
    ['email', { email: 'match@example.com' }],
    ['phone', { phone: '+4930901820' }],
    ['externalId', { externalIds: [{ source: 'old', id: 'm' }] }],
  ])(
    'finds a customer by the %s of the body, says so, and adds the external id',
    async (by, identity) => {
      const { id } = await api.create({ name: 'Known', ...identity });
      const key = freshKey();
      const { status, body } = await put(key, identity);
      expect(status).toBe(200);
      expect(body).toMatchObject({ id, name: 'Known', matchedOn: by });
      expect(body.externalIds).toContainEqual({ source: 'crm', id: key });
      expect((await put(key, {})).body).toMatchObject({ id, matchedOn: 'externalId' });
    },
  );

  it('names the candidates when identities belong to different customers', async () => {
    const [email, key] = [freshEmail(), freshKey()];
    const one = await api.create({ externalIds: [{ source: 'crm', id: key }] });
    const two = await api.create({ email });
    const { problem } = await put(key, { email });
    expect(problem).toMatchObject({
      code: 'identity_ambiguous',
      candidates: [
        { pointer: ':externalId', matchedOn: 'externalId', customerId: one.id },
        { pointer: '/email', matchedOn: 'email', customerId: two.id },
      ],
    });
    const blind = await put(key, { email }, {}, ['customers:write']);
    expect(JSON.stringify(blind.body)).not.toContain('cus_');
  });

  it('makes one customer when twenty try to create it, and answers all of them', async () => {
    const key = freshKey();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => put(key, { name: 'Same', owner: `usr_${index}` })),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(19).fill(200), 201]);
  });

  it('refuses an erased identity unless its return is allowed, and then makes a new customer', async () => {
    const key = freshKey();
    const first = await put(key, { name: 'Ann' });
    await api.erase(first.body.id);
    for (const body of [{ name: 'Ann' }, { name: 'Ann', allowReturning: false }])
      expect((await put(key, body)).problem.code).toBe('erased_identity');
    const back = await put(key, { name: 'Ann', allowReturning: true });
    expect(back.status).toBe(201);
    expect(back.body.id).not.toBe(first.body.id);
  });

  it('keeps to If-Match: the version that was read, or any that is there', async () => {
    const key = freshKey();
    expect((await put(key, { name: 'A' }, { 'if-match': '*' })).problem.code).toBe('stale_version');
    await put(key, { name: 'A' });
    expect((await put(key, { name: 'B' }, { 'if-match': '"7"' })).problem.code).toBe(
      'stale_version',
    );
    expect((await put(key, { name: 'B' }, { 'if-match': '"1"' })).body.version).toBe(2);
    expect((await put(key, { name: 'C' }, { 'if-match': '*' })).body.version).toBe(3);
  });

  it('only creates under If-None-Match: *', async () => {
    const key = freshKey();
    const alone = { 'if-none-match': '*' };
    expect((await put(key, { name: 'A' }, alone)).status).toBe(201);
    const second = await put(key, { name: 'B' }, alone);
    expect([second.status, second.problem.code]).toEqual([412, 'stale_version']);
    expect((await put(key, { name: 'A' })).body.version).toBe(1);
  });

  it('calls a new customer without a name by its external id, until somebody names it', async () => {
    const key = freshKey();
    expect((await put(key, {})).body).toMatchObject({ name: key, kind: 'individual' });
    await put(key, { name: 'Ann' });
    expect((await put(key, {})).body).toMatchObject({ name: 'Ann', version: 2 });
  });

  it('shows a caller without leave to read a receipt and what matched', async () => {
    const key = freshKey();
    await put(key, { name: 'Ann', owner: 'usr_secret' });
    const { body } = await put(key, {}, {}, ['customers:write']);
    expect(Object.keys(body).sort()).toEqual([
      'createdAt',
      'id',
      'matchedOn',
      'updatedAt',
      'version',
    ]);
  });

  it('refuses what every route refuses', async () => {
    const params = { source: 'crm', externalId: freshKey() };
    await put(params.externalId, { name: 'Ann' });
    await expectSharedRefusals(api, route, { params, body: {} });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
