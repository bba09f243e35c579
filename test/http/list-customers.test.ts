import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classKeys } from '../../lib/adapters/dynamodb/score-item.ts';
import { customersRoutes } from '../../lib/contract/routes/customers.ts';
import type { Customer } from '../../lib/customers/customer.ts';
import { foldName } from '../../lib/customers/memberships.ts';
import { type Classes, prospectClasses } from '../../lib/scoring/classes.ts';
import { customersApi } from './support/customers.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = customersApi();
const route = customersRoutes.listCustomers;
type Query = Record<string, string | number>;
const list = (query: Query) => api.call('listCustomers', { query });

const people = 70;
const names = ['Ann', 'anna', 'Änne', 'Bo', '王芳', '王伟', '😀', '\uff5e wave', 'Zed'];
const stages = ['first', 'repeat', 'loyal'] as const;
const everybody: { customer: Customer; classes: Classes }[] = [];

const classesOf = (index: number): Classes =>
  index % 5 === 0
    ? prospectClasses
    : {
        tier: ['high', 'mid', 'low'][index % 3] ?? null,
        tierSince: null,
        stage: stages[index % 3] ?? 'first',
        activity: index % 2 === 0 ? 'active' : 'lost',
        risk: index % 2 === 0 ? 'low' : 'high',
        bucket: (index * 7) % 20,
      };

const inputOf = (index: number) => ({
  kind: index % 4 === 0 ? ('business' as const) : ('individual' as const),
  name: `${names[index % names.length]} ${index}`,
  tags: [...(index % 2 === 0 ? ['even'] : []), ...(index % 10 === 3 ? ['rare'] : [])],
  ...(index % 3 === 0 ? { owner: 'usr_3' } : {}),
  email: `p${index}@example.com`,
  externalIds: [{ source: 'crm', id: `a:${index}` }],
  ...(index === 7 ? { phone: '+8613800138007' } : {}),
});

/** What intake and the night do to a score item. */
const storeClasses = async (id: string, classes: Classes): Promise<void> => {
  const { documents, names: tables } = api.environment().tables;
  const set = Object.entries(classKeys(id, classes)).filter(([, value]) => value !== undefined);
  await documents.send(
    new UpdateCommand({
      TableName: tables.scores,
      Key: { id },
      UpdateExpression: `SET ${set.map(([name]) => `${name} = :${name}`).join(', ')}`,
      ExpressionAttributeValues: Object.fromEntries(
        set.map(([name, value]) => [`:${name}`, value]),
      ),
    }),
  );
};

beforeAll(async () => {
  for (let index = 0; index < people; index += 1) {
    const customer = await api.create(inputOf(index));
    const classes = classesOf(index);
    await storeClasses(customer.id, classes);
    everybody.push({ customer, classes });
  }
}, 120_000);

const walk = async (query: Query): Promise<readonly Customer[]> => {
  const seen: Customer[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const answer = await list({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    expect(answer.status).toBe(200);
    seen.push(...answer.body.data);
    cursor = answer.body.nextCursor;
  }
  return seen;
};

const idsOf = (customers: readonly Customer[]): readonly string[] => customers.map(({ id }) => id);

const matches = ({ customer, classes }: (typeof everybody)[number], query: Query): boolean =>
  (query['kind'] === undefined || customer.kind === query['kind']) &&
  (query['owner'] === undefined || customer.owner === query['owner']) &&
  (query['tag'] === undefined || customer.tags.includes(String(query['tag']))) &&
  (query['namePrefix'] === undefined ||
    foldName(customer.name).startsWith(foldName(String(query['namePrefix'])))) &&
  (['tier', 'stage', 'activity', 'risk'] as const).every(
    (name) => query[name] === undefined || classes[name] === query[name],
  );

const byId = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The order that the documentation promises for a query. */
const orderOf = (query: Query): ((a: Customer, b: Customer) => number) => {
  const isClassed = ['tier', 'stage', 'activity', 'risk'].some((name) => query[name] !== undefined);
  const bucket = ({ id }: Customer) =>
    everybody.find(({ customer }) => customer.id === id)?.classes.bucket ?? -1;
  const byValue = (a: Customer, b: Customer) => bucket(a) - bucket(b) || byId(a.id, b.id);
  const byName = (a: Customer, b: Customer) =>
    byId(`${foldName(a.name)}#${a.id}`, `${foldName(b.name)}#${b.id}`);
  switch (query['sort']) {
    case 'value':
      return byValue;
    case '-value':
      return (a, b) => byValue(b, a);
    case 'createdAt':
      return (a, b) => byId(a.id, b.id);
    case '-createdAt':
      return (a, b) => byId(b.id, a.id);
  }
  if (query['tag'] !== undefined || query['owner'] !== undefined) return (a, b) => byId(b.id, a.id);
  if (query['namePrefix'] !== undefined) return byName;
  return isClassed ? (a, b) => byValue(b, a) : (a, b) => byId(b.id, a.id);
};

describe('GET /v1/customers', () => {
  it('gives every match exactly once and in order over all pages, whatever is filtered and sorted', async () => {
    const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    const queries = fc.record({
      sort: maybe('value', '-value', 'createdAt', '-createdAt'),
      kind: maybe('business', 'individual'),
      owner: maybe('usr_3', 'usr_none'),
      tag: maybe('even', 'rare'),
      namePrefix: maybe('an', '王', '😀', '\uff5e', 'nobody'),
      tier: maybe('high', 'low'),
      stage: maybe('prospect', 'loyal'),
      activity: maybe('active'),
      risk: maybe('high'),
      limit: fc.integer({ min: 1, max: 100 }),
    });
    const keepsFew: fc.Arbitrary<Query> = queries.map((query) => {
      // All filters at once match nobody: keep two.
      const { sort, limit, ...filters } = query;
      const given = Object.entries(filters).filter(([, value]) => value !== undefined);
      const kept = Object.fromEntries(given.slice(0, 2)) as Query;
      return { ...kept, ...(sort ? { sort } : {}), limit };
    });
    await fc.assert(
      fc.asyncProperty(keepsFew, async (query) => {
        const wanted = everybody.filter((person) => matches(person, query));
        const order = orderOf(query);
        const expected = wanted.map(({ customer }) => customer).sort(order);
        expect(idsOf(await walk(query))).toEqual(idsOf(expected));
      }),
      {
        numRuns: 30,
        examples: [
          [{ limit: 7 }],
          [{ limit: 3, namePrefix: 'an' }],
          [{ limit: 100, sort: 'value' }],
          [{ limit: 9, sort: '-value' }],
          [{ limit: 2, tier: 'high' }],
          [{ limit: 1, tag: 'rare' }],
        ],
      },
    );
  }, 120_000);

  it('gives 25 unless asked, the newest first, with a link to the next page', async () => {
    const answer = await list({});
    expect(answer.body.data).toHaveLength(25);
    expect(answer.body.data[0]).toEqual(everybody.at(-1)?.customer);
    expect(answer.headers['link']).toBe(
      `</v1/customers?cursor=${encodeURIComponent(answer.body.nextCursor)}>; rel="next"`,
    );
  });

  it('ends with a null cursor, also when the last page is full', async () => {
    const answer = await list({ tag: 'rare', limit: people / 10 });
    expect(answer.body.data).toHaveLength(people / 10);
    expect(answer.body.nextCursor).toBeNull();
  });

  it('ends a page before its answer is too long, and loses nobody', async () => {
    const fields = Array.from({ length: 50 }, (_, index) => [`f${index}`, '好'.repeat(500)]);
    const custom = Object.fromEntries(fields);
    const long = Array.from({ length: 45 }, async (_, index) => {
      const email = `long${index}@example.com`;
      return (await api.create({ custom, tags: ['long'], email, kind: 'business' })).id;
    });
    const ids = await Promise.all(long);
    for (const query of [{ tag: 'long' }, { tag: 'long', kind: 'business' }]) {
      const first = (await list({ ...query, limit: 100 })).body;
      const second = (await list({ ...query, limit: 100, cursor: first.nextCursor })).body;
      expect(second.nextCursor).toBeNull();
      const seen = [...first.data, ...second.data].map(({ id }: Customer) => id);
      expect([...seen].sort()).toEqual([...ids].sort());
    }
  });

  it('finds by e-mail, phone and external id, folded, and all of them together', async () => {
    const seventh = everybody[7]?.customer;
    for (const query of [
      { email: 'P7@EXAMPLE.com' },
      { phone: '+86 138 0013 8007' },
      { externalId: 'crm:a:7' },
      { email: 'p7@example.com', externalId: 'crm:a:7', kind: 'individual' },
    ])
      expect((await list(query)).body).toEqual({ data: [seventh], nextCursor: null });
    for (const query of [
      { email: 'nobody@example.com' },
      { email: 'p7@example.com', externalId: 'crm:a:8' },
      { email: 'p7@example.com', tier: 'platinum' },
    ])
      expect((await list(query)).body.data).toEqual([]);
  });

  it('understands a plus sign that was not encoded', async () => {
    const answer = await api.call('listCustomers', { rawQuery: 'phone=+8613800138007' });
    expect(answer.body.data).toEqual([everybody[7]?.customer]);
  });

  it('refuses a cursor of another filter or sort', async () => {
    const { body } = await list({ limit: 5, tag: 'even' });
    const cursor = body.nextCursor;
    expect((await list({ limit: 9, tag: 'even', cursor })).status).toBe(200);
    for (const query of [
      { cursor },
      { cursor, tag: 'rare' },
      { cursor, tag: 'even', sort: 'createdAt' },
    ])
      expect((await list(query)).problem.code).toBe('invalid_cursor');
  });

  it.each([
    ['segment', 'seg_1'],
    ['sort', 'name'],
    ['limit', '0'],
    ['limit', '101'],
    ['externalId', 'no-colon'],
    ['stage', 'gold'],
    ['phone', '0800'],
  ])('refuses %s=%s by its name', async (name, value) => {
    const { problem } = await list({ [name]: value });
    expect(problem.errors).toEqual([expect.objectContaining({ pointer: `?${name}` })]);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
