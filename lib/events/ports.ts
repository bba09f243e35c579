import type { ScoreRecord } from '../scoring/score-record.ts';
import type { DetailFold } from '../scoring/statistics.ts';
import type { Day } from '../shared/time.ts';
import type { Classified, ClassWrite } from './class-write.ts';
import type { LedgerFold } from './fold.ts';
import type { LedgerEvent } from './ledger-event.ts';

/** The compact records. A write is refused (false) when the record is no longer the one that was read. */
export interface ScoreStore {
  /** Strongly consistent. */
  readonly read: (customerId: string) => Promise<ScoreRecord | undefined>;
  readonly writeClasses: (write: ClassWrite) => Promise<boolean>;
  readonly writeFold: (
    record: ScoreRecord,
    fold: LedgerFold,
    classes?: Omit<ClassWrite, 'record'>,
  ) => Promise<boolean>;
}

export interface LedgerStore {
  /** All events of a ledger, strongly consistent, in no particular order. */
  readonly readAll: (ledgerId: string) => Promise<readonly LedgerEvent[]>;
  readonly putIfAbsent: (event: LedgerEvent) => Promise<boolean>;
}

/** Reads the stored detail of a customer, strongly consistent. */
export type ReadDetail = (customerId: string) => Promise<DetailFold>;

export type IntakeOutcome =
  | { readonly kind: 'committed' }
  /** The id is taken in this ledger: by the same content or by other, `stored.hash` tells. */
  | { readonly kind: 'known'; readonly stored: LedgerEvent }
  | { readonly kind: 'customer_not_found' }
  | { readonly kind: 'customer_erased' }
  /** A condition of the event itself or of what was to be written alongside does not hold. */
  | { readonly kind: 'refused'; readonly by: readonly IntakeRefusal[] };

export type IntakeRefusal =
  | { readonly what: 'target_unknown' }
  | { readonly what: 'target_not_voidable' }
  | { readonly what: 'target_voided'; readonly voidedBy: string }
  | { readonly what: 'referred_unknown' }
  /** An item written alongside, by its position, with what stood there if it asked for that. */
  | {
      readonly what: 'alongside';
      readonly index: number;
      readonly item?: Readonly<Record<string, unknown>>;
    };

/**
 * Commits an event with its effect on the compact record and the detail: all of it once, or nothing.
 * `Alongside` is what the adapter can write in the same transaction (opaque to use cases).
 */
export type CommitEvent<Alongside = never> = (
  event: LedgerEvent,
  alongside?: readonly Alongside[],
) => Promise<IntakeOutcome>;

/** Classifies a record as of the end of a business day, with the active model and policy. */
export type Classify = (record: ScoreRecord, day: Day) => Classified;

/** Gives the classifier of the active model and policy, read at most once a while. */
export type ActiveClassifier = () => Promise<Classify>;

/** The customer behind an external id; `identity` names it without showing it. */
export type FindByExternalId = (
  source: string,
  externalId: string,
) => Promise<
  | { readonly kind: 'found'; readonly customerId: string; readonly identity: string }
  | { readonly kind: 'erased' }
  | { readonly kind: 'unknown' }
>;

/** One page of event keys, newest first. */
export interface EventsQuery {
  readonly ledgerId: string;
  /** Bounds of `<occurredAt>#<event id>`, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly before?: string;
  readonly limit: number;
}

export interface PositionedEvent {
  readonly position: string;
  readonly event: LedgerEvent;
}

/** Events by time. `next` is where the next page starts. */
export type ListEvents = (
  query: EventsQuery,
) => Promise<{ readonly items: readonly PositionedEvent[]; readonly next?: string }>;
