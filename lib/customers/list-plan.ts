import type { Classes } from '../scoring/classes.ts';
import { stages } from '../scoring/classes.ts';
import type { Customer } from './customer.ts';
import { emailIdentity, externalIdentity, type Identity, phoneIdentity } from './identity.ts';
import type { ExternalId, Kind } from './members.ts';
import { foldName } from './memberships.ts';

export const sorts = ['value', '-value', 'createdAt', '-createdAt'] as const;
export type Sort = (typeof sorts)[number];

export type ClassName = 'tier' | 'risk' | 'stage' | 'activity';
const classNames = ['tier', 'risk', 'stage', 'activity'] as const satisfies readonly ClassName[];

/** What a list is asked for. Filters are all to be met. */
export interface ListQuery {
  readonly tier?: string | undefined;
  readonly risk?: string | undefined;
  readonly stage?: string | undefined;
  readonly activity?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly owner?: string | undefined;
  readonly tag?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly externalId?: ExternalId | undefined;
  readonly namePrefix?: string | undefined;
  readonly sort?: Sort | undefined;
}

type Order = 'ascending' | 'descending';

/** An index that gives a list's keys in order. */
export type KeyDriver =
  | { readonly by: 'created'; readonly order: Order }
  | { readonly by: 'tag' | 'owner'; readonly of: string; readonly order: Order }
  | { readonly by: 'name'; readonly prefix: string; readonly order: Order }
  | {
      readonly by: 'class';
      readonly name: ClassName;
      readonly classes: readonly string[];
      readonly order: Order;
    };

export interface ListPlan {
  /** Identities lead to one customer at most: no index is walked then. */
  readonly driver:
    | KeyDriver
    | { readonly by: 'identity'; readonly identities: readonly Identity[] };
  readonly accepts: (customer: Customer) => boolean;
  /** Classes that must be read behind the keys; empty where the driver has checked the only one. */
  readonly classes: readonly (readonly [ClassName, string])[];
}

/**
 * Chooses the one index that drives a list. An identity names one customer; a sort by value needs a class
 * list (the lists by stage together hold everybody); tags and owners are short lists in order of creation;
 * a name prefix gives the order by name, unless another is asked for. All other filters are applied behind.
 */
export const planList = (query: ListQuery): ListPlan => {
  const driver = chooseDriver(query);
  return {
    driver,
    accepts: (customer) => filters(query).every((accept) => accept(customer)),
    classes: classNames.flatMap((name) => {
      const wanted = query[name];
      const isDriven = driver.by === 'class' && driver.name === name;
      return wanted === undefined || isDriven ? [] : [[name, wanted] as const];
    }),
  };
};

const chooseDriver = (query: ListQuery): ListPlan['driver'] => {
  const identities = identitiesIn(query);
  if (identities.length > 0) return { by: 'identity', identities };
  const { tag, owner, namePrefix, sort } = query;
  if (sort === 'value' || sort === '-value') return classDriver(query, sort);
  const order = sort === 'createdAt' ? 'ascending' : 'descending';
  if (tag !== undefined) return { by: 'tag', of: tag, order };
  if (owner !== undefined) return { by: 'owner', of: owner, order };
  if (sort !== undefined) return { by: 'created', order };
  if (namePrefix !== undefined)
    return { by: 'name', prefix: foldName(namePrefix), order: 'ascending' };
  if (classNames.some((name) => query[name] !== undefined)) return classDriver(query, '-value');
  return { by: 'created', order };
};

const classDriver = (query: ListQuery, sort: 'value' | '-value'): KeyDriver => {
  const order = sort === 'value' ? 'ascending' : 'descending';
  for (const name of classNames) {
    const wanted = query[name];
    if (wanted !== undefined) return { by: 'class', name, classes: [wanted], order };
  }
  return { by: 'class', name: 'stage', classes: stages, order };
};

const identitiesIn = ({ email, phone, externalId }: ListQuery): readonly Identity[] => [
  ...(externalId ? [externalIdentity(externalId.source, externalId.id, '?externalId')] : []),
  ...(email === undefined ? [] : [emailIdentity(email, '?email')]),
  ...(phone === undefined ? [] : [phoneIdentity(phone, '?phone')]),
];

/** The driver's own filter too: an index may lag behind the customer. */
const filters = (query: ListQuery): readonly ((customer: Customer) => boolean)[] => {
  const { kind, owner, tag, namePrefix } = query;
  const prefix = namePrefix === undefined ? '' : foldName(namePrefix);
  return [
    (customer) => kind === undefined || customer.kind === kind,
    (customer) => owner === undefined || customer.owner === owner,
    (customer) => tag === undefined || customer.tags.includes(tag),
    (customer) => prefix === '' || foldName(customer.name).startsWith(prefix),
  ];
};

/** Whether stored classes are those that are asked for. */
export const acceptsClasses = (
  wanted: ListPlan['classes'],
  classes: Classes | undefined,
): boolean => wanted.every(([name, value]) => classes?.[name] === value);
