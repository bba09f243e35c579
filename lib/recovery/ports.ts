import type { EventOf, LedgerEvent } from '../events/ledger-event.ts';
import type { Page } from '../shared/pages.ts';
import type { Instant } from '../shared/time.ts';
import type { CaseStatus, RecoveryCase } from './recovery-case.ts';

/** Words of staff about a case. They are the customer's too: an erasure removes them. */
export interface CaseNote {
  readonly at: Instant;
  readonly by: string;
  readonly text: string;
}

export interface CaseWrite<Alongside = never> {
  /** The step for the ledger, which also is the message. Its id is put once. */
  readonly entry?: EventOf<'case'>;
  readonly note?: CaseNote;
  /** A contact with the customer, recorded as such in the same transaction. */
  readonly contact?: EventOf<'contact'>;
  /** What the adapter can write in the same transaction, opaque to use cases. */
  readonly alongside?: readonly Alongside[];
}

/**
 * `known`: the ledger has this step already. `stale`: somebody else wrote the case meanwhile, or opened one.
 * `raced`: what was to be written alongside has changed meanwhile, and may be decided anew.
 */
export type CaseOutcomeOfWrite = 'written' | 'known' | 'stale' | 'raced' | 'customer_gone';

export interface CaseStore<Alongside = never> {
  /** Strongly consistent. */
  readonly find: (caseId: string) => Promise<RecoveryCase | undefined>;
  /** The case of a customer that is under way. Strongly consistent. */
  readonly current: (customerId: string) => Promise<RecoveryCase | undefined>;
  readonly open: (opened: RecoveryCase, write: CaseWrite<Alongside>) => Promise<CaseOutcomeOfWrite>;
  readonly replace: (
    before: RecoveryCase,
    after: RecoveryCase,
    write: CaseWrite<Alongside>,
  ) => Promise<CaseOutcomeOfWrite>;
  readonly notes: (found: RecoveryCase) => Promise<readonly CaseNote[]>;
}

/** Which cases a list walks, and in what order. */
export type CaseDriver =
  /** By due time, the earliest first; what has none comes last. */
  | { readonly by: 'active' }
  | { readonly by: 'owner'; readonly owner: string }
  /** By opening, the latest first. */
  | { readonly by: 'closed' }
  | { readonly by: 'customer'; readonly customerId: string };

export interface CaseFilter {
  readonly status?: CaseStatus | undefined;
  readonly owner?: string | undefined;
  /** Due before this instant. */
  readonly dueBefore?: Instant | undefined;
  readonly customerId?: string | undefined;
}

export type ListCases = (
  driver: CaseDriver,
  page: { readonly limit: number; readonly after?: string | undefined },
) => Promise<Page<RecoveryCase, string>>;

/** Cases opened from an instant up to before another, and whether that is all of them. */
export type CasesOpened = (window: {
  readonly from: Instant;
  readonly to: Instant;
  readonly max: number;
}) => Promise<{ readonly cases: readonly RecoveryCase[]; readonly complete: boolean }>;

/** One event of a ledger, strongly consistent. */
export type FindEvent = (ledgerId: string, eventId: string) => Promise<LedgerEvent | undefined>;

/** Whether what a taken-back event said stands in the same customer's ledger again, as an edited review does. */
export type StandsAnew = (voided: LedgerEvent) => Promise<boolean>;

/** The stored tier of a customer; undefined for one who is gone. */
export type TierOf = (
  customerId: string,
) => Promise<{ readonly tier: string | null; readonly live: boolean } | undefined>;
