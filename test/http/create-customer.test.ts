import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { customersRoutes } from '../../lib/contract/routes/customers.ts';
import type { Scope } from '../../lib/contract/scopes.ts';
import { idTime } from '../../lib/shared/ids.ts';
import { customersApi, freshEmail } from './support/customers.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = customersApi();
const route = customersRoutes.createCustomer;
const create = (
  body: unknown,
  headers: Record<string, string> = {},
  scopes: readonly Scope[] = ['customers:write'],
) => api.call('createCustomer', { body, headers, scopes });

const complete = {
  kind: 'individual',
  name: '  Zoë Müller ',
  email: 'Zoe.Mueller@Example.COM',
  phone: '+86 138-0013-8000',
  externalIds: [
    { source: 'crm', id: 'A 1' },
    { source: 'shop', id: '7' },
  ],
  demographics: {
    birthDate: '1990-02-28',
    gender: 'female',
    occupation: 'baker',
    education: 'university',
    incomeBand: 'C',
  },
  location: { country: 'CN', region: '广东', city: '深圳', cityTier: '1' },
  psychographics: { interests: ['bread'], values: ['calm'] },
  preferences: ['no plastic'],
  channels: { preferred: 'wechat', quietHours: { from: '21:00', to: '08:00' } },
  consents: [{ purpose: 'newsletter', granted: true, at: '2026-01-02T03:04:05Z' }],
  tags: ['vip', '新客'],
  owner: 'usr_7',
  partner: 'prt_1',
  custom: { shoeSize: 41.5, member: true, nickname: 'Z' },
};

describe('POST /v1/customers', () => {
  it('creates a customer with every member of the shape, folded and with its defaults', async () => {
    const answer = await create(complete);
    expect(answer.status).toBe(201);
    const { id, createdAt, updatedAt, version, ...profile } = answer.body;
    expect(profile).toEqual({ ...complete, name: 'Zoë Müller', phone: '+8613800138000' });
    expect(id).toMatch(/^cus_[0-9a-z]{26}$/);
    expect({ updatedAt, version }).toEqual({ updatedAt: createdAt, version: 1 });
    expect(Date.parse(createdAt)).toBe(idTime(id));
    expect(answer.headers['location']).toBe(`/v1/customers/${id}`);
    expect(answer.headers['etag']).toBe('"1"');
    const read = await api.call('getCustomer', { params: { customerId: id } });
    expect(read.body).toEqual(answer.body);
  });

  it('stores a compact item of under 200 bytes for the night, beside it', async () => {
    const { id } = await api.create();
    const { documents, names } = api.environment().tables;
    const stored = await documents.send(new GetCommand({ TableName: names.scores, Key: { id } }));
    expect(stored.Item).toMatchObject({
      st: 'live',
      v: 1,
      gk: expect.stringMatching(/^prospect#/),
    });
    expect(JSON.stringify(stored.Item).length).toBeLessThan(200);
  });

  it('fills a bare customer with empty collections and takes a person unless told otherwise', async () => {
    const answer = await create({ name: 'Bo' });
    expect(answer.body).toMatchObject({
      kind: 'individual',
      externalIds: [],
      tags: [],
      preferences: [],
      consents: [],
      custom: {},
    });
  });

  it('refuses an e-mail, phone or external id that another customer has, each by its pointer', async () => {
    const email = freshEmail();
    const held = { email, phone: '+4930123456', externalIds: [{ source: 'erp', id: 'x' }] };
    const first = await api.create(held);
    const conflicting = {
      name: 'Other',
      email: email.toUpperCase(),
      phone: '+49 (30) 123-456',
      externalIds: [{ source: 'other', id: 'x' }, ...held.externalIds],
    };
    const reader = await create(conflicting, {}, ['customers:write', 'customers:read']);
    expect(reader.problem).toMatchObject({
      code: 'identity_taken',
      conflicts: [
        { pointer: '/externalIds/1', customerId: first.id },
        { pointer: '/email', customerId: first.id },
        { pointer: '/phone', customerId: first.id },
      ],
    });
    const writer = await create(conflicting);
    expect(writer.status).toBe(409);
    expect(JSON.stringify(writer.body)).not.toContain(first.id);
    const list = await api.call('listCustomers', {
      query: { externalId: 'other:x' },
    });
    expect(list.body.data).toEqual([]);
  });

  it('lets exactly one of twenty creations with the same e-mail win', async () => {
    const email = freshEmail();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => create({ name: `N${index}`, email })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(19).fill(409)]);
  });

  it('refuses the identity of an erased person unless the body allows the return', async () => {
    const email = freshEmail();
    const { id } = await api.create({ email });
    await api.erase(id);
    const refused = await create({ name: 'Ann', email });
    expect(refused.problem.code).toBe('erased_identity');
    const returned = await create({ name: 'Ann', email, allowReturning: true });
    expect(returned.status).toBe(201);
    expect(returned.body.id).not.toBe(id);
    expect(returned.body).not.toHaveProperty('allowReturning');
    const found = await api.call('listCustomers', { query: { email } });
    expect(found.body.data).toEqual([returned.body]);
  });

  it('answers a repeated Idempotency-Key with the same customer, and 410 once it is erased', async () => {
    const key = { 'idempotency-key': 'create-once' };
    const body = { name: 'Once', email: freshEmail() };
    const first = await create(body, key);
    const again = await create(body, key);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    await api.erase(first.body.id);
    expect((await create(body, key)).problem.code).toBe('customer_erased');
  });

  it('repeats the answer of the first request, and nothing that others wrote since', async () => {
    const key = { 'idempotency-key': 'create-then-changed' };
    const body = { name: 'Once', email: freshEmail() };
    const first = await create(body, key);
    const params = { customerId: first.body.id };
    await api.call('updateCustomer', { params, body: { email: null, owner: 'usr_secret' } });
    const again = await create(body, key);
    expect([again.body, again.headers['etag']]).toEqual([first.body, '"1"']);
  });

  it('recognises its own earlier effect when the answer to the first attempt was lost', async () => {
    const key = { 'idempotency-key': 'lost-answer' };
    const body = { name: 'Lost', email: freshEmail() };
    const first = await create(body, key);
    const { documents, names } = api.environment().tables;
    const records = await documents.send(new ScanCommand({ TableName: names.control }));
    const record = records.Items?.find((item) => item['outcome']?.resourceId === first.body.id);
    const { outcome: _outcome, ...unfinished } = record ?? {};
    await documents.send(
      new PutCommand({ TableName: names.control, Item: { ...unfinished, lease: 0 } }),
    );
    const again = await create(body, key);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBeUndefined();
  });

  it.each([
    ['an unknown member', { name: 'A', colour: 'red' }, '/colour', 'unknown_name'],
    ['no name', {}, '/name', 'required'],
    ['an e-mail that is none', { name: 'A', email: 'a@b' }, '/email', 'email'],
    ['a phone without country code', { name: 'A', phone: '13800138000' }, '/phone', 'phone'],
    ['a size of a person', { name: 'A', size: 'small' }, '/size', 'wrong_kind'],
    [
      'a birth date of a business',
      { name: 'A', kind: 'business', demographics: { birthDate: '1990-01-01' } },
      '/demographics',
      'wrong_kind',
    ],
    ['a tag twice', { name: 'A', tags: ['a', ' a'] }, '/tags/1', 'repeated'],
    ['too many tags', { name: 'A', tags: Array.from({ length: 31 }, String) }, '/tags', 'too_big'],
  ])('refuses %s by its pointer', async (_what, body, pointer, code) => {
    const { problem } = await create(body);
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('names everything that is wrong at once', async () => {
    const { problem } = await create({ name: '', email: 'x', tags: [1], colour: 'red' });
    const pointers = problem.errors?.map(({ pointer }) => pointer).sort();
    expect(pointers).toEqual(['/colour', '/email', '/name', '/tags/0']);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { body: { name: 'Ann' } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
