import type { Customer } from '../customers/customer.ts';
import type { Identity } from '../customers/identity.ts';
import type { HeldIdentity } from '../customers/ports.ts';
import type { EventOf } from '../events/ledger-event.ts';
import type { Page } from '../shared/pages.ts';
import type { Instant } from '../shared/time.ts';
import type { Feedback } from './feedback.ts';

/**
 * How an insert ended: `exists` when the item was there, `duplicate` when another holds one of the
 * signatures, `customer_gone` when the customer has been erased meanwhile.
 */
export type InsertOutcome =
  | { readonly kind: 'inserted' }
  | { readonly kind: 'exists' | 'customer_gone' }
  | { readonly kind: 'duplicate'; readonly of: string };

export interface FeedbackQuery {
  /** Bounds of `occurredAt`: the first inclusive, the last exclusive. */
  readonly from?: Instant | undefined;
  readonly before?: Instant | undefined;
  /** Position behind which the page begins. */
  readonly after?: string | undefined;
  /** Whose ledger has, or had, the items; all items without. */
  readonly customerId?: string | undefined;
}

export interface PositionedFeedback {
  readonly position: string;
  readonly feedback: Feedback;
}

export interface FeedbackStore {
  /** Strongly consistent. */
  readonly find: (id: string) => Promise<Feedback | undefined>;
  /** Puts an item with its signatures (hashed under a key) and its entry in a ledger, all or nothing. */
  readonly insert: (
    feedback: Feedback,
    signatures: readonly string[],
    entry?: EventOf<'feedback'>,
  ) => Promise<InsertOutcome>;
  /** Replaces an item that still has the version before; false when it has not, or the customer went. */
  readonly replace: (feedback: Feedback) => Promise<boolean>;
  /** Newest first, fetched as it is consumed. */
  readonly walk: (query: FeedbackQuery) => AsyncIterable<PositionedFeedback>;
}

export type FeedbackPage = Page<Feedback, string>;

/**
 * How an entry in a ledger ended, together with the write of the item: both or none. `taken_back`: the
 * entry that a void names was voided by somebody else.
 */
export type CommitOutcome = 'committed' | 'stale' | 'taken_back' | 'customer_gone';

/** Commits an event of the item's customer and replaces the item, all or nothing. */
export type CommitWithItem = (
  event: EventOf<'feedback'> | EventOf<'void'>,
  feedback: Feedback,
) => Promise<CommitOutcome>;

/** Who holds which of these identities. */
export type HoldersOf = (identities: readonly Identity[]) => Promise<readonly HeldIdentity[]>;

/** Live customers whose folded name begins with a stem, up to a bound. */
export type CustomersNamed = (stem: string, most: number) => Promise<readonly Customer[]>;

/** Whether an order stands in the ledger of a customer. */
export type OwnsOrder = (customerId: string, orderId: string) => Promise<boolean>;

export type CustomerStatus = (
  customerId: string,
) => Promise<'live' | 'merged' | 'erased' | undefined>;
