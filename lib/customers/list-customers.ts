import { itemsWithRoom, pageRoom } from '../shared/page-room.ts';
import type { Page } from '../shared/pages.ts';
import type { Customer } from './customer.ts';
import { type Identity, identitiesOf, sameIdentity } from './identity.ts';
import { acceptsClasses, type ListPlan, type ListQuery, planList } from './list-plan.ts';
import type { FindHolders, ListKey, ListKeys, LoadClasses, LoadCustomers } from './ports.ts';

export interface ListPorts {
  readonly findHolders: FindHolders;
  readonly listKeys: ListKeys;
  readonly loadCustomers: LoadCustomers;
  readonly loadClasses: LoadClasses;
}

/** Keys that one page may look at: what it costs stays bounded however rare the matches are. */
const keysMax = 1_000;
/** Most of one BatchGet. */
const chunkMax = 100;

interface PageOf {
  readonly limit: number;
  readonly after?: string | undefined;
}

/**
 * One page of customers. It walks the keys of one index and applies the other filters to what stands behind
 * them, so a page may be short, or empty, and still have a next one.
 */
export const listCustomers =
  (ports: ListPorts) =>
  async (query: ListQuery, page: PageOf): Promise<Page<Customer, string>> => {
    const plan = planList(query);
    if (plan.driver.by === 'identity') return lookUp(ports, plan, plan.driver.identities);
    const chunk = plan.classes.length > 0 || isFiltered(query) ? chunkMax : page.limit;
    const keys = ports.listKeys(plan.driver, { after: page.after, hint: chunk });
    return walk(ports, plan, { keys, chunk, limit: page.limit });
  };

const isFiltered = ({ sort: _sort, ...filters }: ListQuery): boolean =>
  Object.values(filters).filter((value) => value !== undefined).length > 1;

/** All identities must be those of one customer; an index lags, a reservation does not. */
const lookUp = async (
  ports: ListPorts,
  plan: ListPlan,
  identities: readonly Identity[],
): Promise<Page<Customer, string>> => {
  const held = await ports.findHolders(identities);
  const ids = new Set(held.map(({ holder }) => holder.customerId));
  if (held.length < identities.length || ids.size !== 1) return { items: [] };
  const items = await loadAccepted(ports, plan, [...ids]);
  return { items: items.filter((customer) => hasAll(customer, identities)) };
};

const hasAll = (customer: Customer, wanted: readonly Identity[]): boolean => {
  const own = identitiesOf(customer);
  return wanted.every((identity) => own.some((other) => sameIdentity(identity, other)));
};

/** The customers behind ids, in their order, without those that are erased or do not match. */
const loadAccepted = async (
  ports: ListPorts,
  plan: ListPlan,
  ids: readonly string[],
): Promise<readonly Customer[]> => {
  const [customers, classes] = await Promise.all([
    ports.loadCustomers(ids),
    plan.classes.length > 0 ? ports.loadClasses(ids) : undefined,
  ]);
  return ids.flatMap((id) => {
    const stored = customers.get(id);
    if (stored?.status !== 'live' || !plan.accepts(stored.customer)) return [];
    return acceptsClasses(plan.classes, classes?.get(id)) ? [stored.customer] : [];
  });
};

const walk = async (
  ports: ListPorts,
  plan: ListPlan,
  { keys, chunk, limit }: { keys: AsyncIterator<ListKey>; chunk: number; limit: number },
): Promise<Page<Customer, string>> => {
  const items: Customer[] = [];
  const hasRoom = pageRoom();
  let last: string | undefined;
  for (let examined = 0; examined < keysMax; ) {
    const taken = await take(keys, Math.min(chunk, keysMax - examined));
    if (taken.length === 0) return { items };
    examined += taken.length;
    const accepted = await loadAccepted(ports, plan, idsOf(taken));
    const fitting = accepted.slice(0, limit - items.length);
    const shown = itemsWithRoom(fitting, hasRoom);
    items.push(...shown);
    const lastShown = shown.at(-1);
    if (shown.length < fitting.length)
      return pageOf(items, lastShown ? positionOf(taken, lastShown.id) : last, true);
    if (lastShown && items.length === limit) {
      const position = positionOf(taken, lastShown.id);
      return pageOf(items, position, await hasMore(keys, taken, position));
    }
    last = taken.at(-1)?.position;
  }
  return pageOf(items, last, !(await keys.next()).done);
};

const pageOf = (
  items: readonly Customer[],
  position: string | undefined,
  isMore: boolean,
): Page<Customer, string> =>
  isMore && position !== undefined ? { items, next: position } : { items };

const idsOf = (keys: readonly ListKey[]): readonly string[] => [
  ...new Set(keys.map(({ customerId }) => customerId)),
];

const positionOf = (keys: readonly ListKey[], customerId: string): string =>
  keys.findLast((key) => key.customerId === customerId)?.position ?? '';

const hasMore = async (
  keys: AsyncIterator<ListKey>,
  taken: readonly ListKey[],
  position: string,
): Promise<boolean> => taken.at(-1)?.position !== position || !(await keys.next()).done;

const take = async (keys: AsyncIterator<ListKey>, count: number): Promise<readonly ListKey[]> => {
  const taken: ListKey[] = [];
  while (taken.length < count) {
    const step = await keys.next();
    if (step.done) break;
    taken.push(step.value);
  }
  return taken;
};
