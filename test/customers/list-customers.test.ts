import { describe, expect, it } from 'vitest';
import { withCollections } from '../../lib/customers/check-profile.ts';
import type { Customer } from '../../lib/customers/customer.ts';
import { listCustomers } from '../../lib/customers/list-customers.ts';
import { type ListQuery, planList } from '../../lib/customers/list-plan.ts';
import type { ListKey } from '../../lib/customers/ports.ts';

const at = '2026-01-01T00:00:00.000Z';
const customerOf = (index: number): Customer => ({
  id: `cus_${index}`,
  ...withCollections({ kind: 'individual' as const, name: `N${index}` }),
  ...(index % 1_000 === 999 ? { tags: ['rare'] } : {}),
  createdAt: at,
  updatedAt: at,
  version: 1,
});

const portsOf = (count: number) => {
  const cost = { keys: 0, loads: 0 };
  const keys = async function* (after: string | undefined): AsyncGenerator<ListKey> {
    for (let index = after === undefined ? 0 : Number(after) + 1; index < count; index += 1) {
      cost.keys += 1;
      yield { customerId: `cus_${index}`, position: String(index) };
    }
  };
  return {
    cost,
    ports: {
      findHolders: async () => [],
      listKeys: (_driver: unknown, { after }: { after?: string | undefined }) => keys(after),
      loadCustomers: async (ids: readonly string[]) => {
        cost.loads += ids.length;
        return new Map(
          ids.map((id) => [
            id,
            { status: 'live' as const, customer: customerOf(Number(id.slice(4))) },
          ]),
        );
      },
      loadClasses: async () => new Map(),
    },
  };
};

const rare: ListQuery = { sort: '-createdAt', tag: 'rare', namePrefix: 'n' };

describe('a page of customers', () => {
  it('looks at no more than 1,000 keys, and is short or empty then, with a next page', async () => {
    const { ports, cost } = portsOf(2_500);
    const list = listCustomers(ports);
    const first = await list({ ...rare, kind: 'business' }, { limit: 5 });
    expect(first).toEqual({ items: [], next: '999' });
    expect(cost).toEqual({ keys: 1_001, loads: 1_000 });
  });

  it('meets every match once over short pages', async () => {
    const { ports } = portsOf(2_500);
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await listCustomers(ports)(rare, { limit: 5, after });
      found.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    expect(found).toEqual(['cus_999', 'cus_1999']);
  });

  it('reads no customer beyond the page when nothing is filtered', async () => {
    const { ports, cost } = portsOf(200);
    const page = await listCustomers(ports)({}, { limit: 25 });
    expect(page.items).toHaveLength(25);
    expect(cost).toEqual({ keys: 26, loads: 25 });
  });

  it('has no next page when the last key was the last of the list', async () => {
    const { ports } = portsOf(25);
    expect(await listCustomers(ports)({}, { limit: 25 })).not.toHaveProperty('next');
  });
});

describe('the index that drives a list', () => {
  it.each<[ListQuery, object]>([
    [{}, { by: 'created', order: 'descending' }],
    [{ sort: 'createdAt' }, { by: 'created', order: 'ascending' }],
    [{ email: 'A@b.cd', tag: 't' }, { by: 'identity' }],
    [
      { tag: 't', owner: 'o', tier: 'high' },
      { by: 'tag', of: 't', order: 'descending' },
    ],
    [
      { owner: 'o', namePrefix: 'n' },
      { by: 'owner', of: 'o' },
    ],
    [{ namePrefix: 'N ' }, { by: 'name', prefix: 'n', order: 'ascending' }],
    [
      { namePrefix: 'n', sort: '-createdAt' },
      { by: 'created', order: 'descending' },
    ],
    [{ tier: 'high' }, { by: 'class', name: 'tier', classes: ['high'], order: 'descending' }],
    [
      { tag: 't', sort: 'value', risk: 'low' },
      { by: 'class', name: 'risk', order: 'ascending' },
    ],
    [{ sort: '-value' }, { by: 'class', name: 'stage', order: 'descending' }],
    [
      { tier: 'high', sort: 'createdAt' },
      { by: 'created', order: 'ascending' },
    ],
  ])('for %j is %j', (query, driver) => {
    expect(planList(query).driver).toMatchObject(driver);
  });

  it('leaves classes to be checked behind the keys, except the one that it drives by', () => {
    expect(planList({ tier: 'high', risk: 'low' }).classes).toEqual([['risk', 'low']]);
    expect(planList({ tier: 'high', tag: 't' }).classes).toEqual([['tier', 'high']]);
  });
});
