import type { Classes } from '../scoring/classes.ts';
import type { Instant } from '../shared/time.ts';
import type { Customer } from './customer.ts';
import type { Certificate, Erasure, ErasurePlan } from './erasure.ts';
import type { Identity } from './identity.ts';
import type { KeyDriver } from './list-plan.ts';

/** What stands under a customer's id. An erased customer has an erasure and nothing else. */
export type StoredCustomer =
  | { readonly status: 'live'; readonly customer: Customer }
  | { readonly status: 'erased'; readonly erasureId: string };

export type FindCustomer = (customerId: string) => Promise<StoredCustomer | undefined>;

/** Customers by id; who is not there is not in the answer. */
export type LoadCustomers = (
  customerIds: readonly string[],
) => Promise<ReadonlyMap<string, StoredCustomer>>;

/** Stored classes by customer id. */
export type LoadClasses = (customerIds: readonly string[]) => Promise<ReadonlyMap<string, Classes>>;

/** Whom an identity belongs to. An erased holder's identity is a tombstone. */
export interface Holder {
  readonly customerId: string;
  readonly status: 'live' | 'erased';
}

export interface HeldIdentity {
  readonly identity: Identity;
  readonly holder: Holder;
}

/** Those of the identities that somebody holds, in the order of the question. */
export type FindHolders = (identities: readonly Identity[]) => Promise<readonly HeldIdentity[]>;

/**
 * `stale`: the customer is not in the state that the write started from (an insert found the id in use).
 * `held`: identities of the new state belong to others; nothing was written.
 */
export type WriteOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'held'; readonly held: readonly HeldIdentity[] };

interface WriteOptions {
  /** Identities of erased persons may be taken. */
  readonly takeErased: boolean;
}

/** Stores a new customer with score item, identities and memberships, all or nothing. */
export type InsertCustomer = (customer: Customer, options: WriteOptions) => Promise<WriteOutcome>;

/** Replaces a customer that still has the version of `before`, and re-points identities and memberships, all or nothing. */
export type ReplaceCustomer = (
  before: Customer,
  after: Customer,
  options: WriteOptions,
) => Promise<WriteOutcome>;

/** One place of a list. Positions are unique and in the order of the list. */
export interface ListKey {
  readonly customerId: string;
  readonly position: string;
}

/** Keys of a list behind a position, in order, fetched as they are consumed; `hint` is how many are likely to be. */
export type ListKeys = (
  driver: KeyDriver,
  page: { readonly after?: string | undefined; readonly hint: number },
) => AsyncIterableIterator<ListKey>;

/**
 * Marks a customer that still has this version as erased, turns the identities into tombstones, stores
 * the erasure and puts its message into the outbox, all or nothing.
 */
export type MarkErased = (customer: Customer, erasure: Erasure) => Promise<'written' | 'stale'>;

export type FindErasure = (erasureId: string) => Promise<Erasure | undefined>;

/** What the erasure job needs. Each removal can be repeated without further effect. */
export interface ErasureStore {
  readonly find: FindErasure;
  /** Counts what is there to remove and changes nothing. */
  readonly inventory: (erasure: Erasure) => Promise<ErasurePlan>;
  /** Stores the plan with the state `running` unless an attempt before did; gives the plan that holds. */
  readonly begin: (erasureId: string, plan: ErasurePlan, at: Instant) => Promise<ErasurePlan>;
  readonly removeContent: (erasure: Erasure) => Promise<void>;
  /** Stores the certificate unless an attempt before did. */
  readonly complete: (erasureId: string, certificate: Certificate) => Promise<void>;
}
