import type { Page } from '../../shared/pages.ts';
import type { Day, Instant } from '../../shared/time.ts';
import type { InvitationUse } from '../invitation.ts';
import type { DayRange } from '../ports.ts';
import type { PartialRevision, Source } from '../submission.ts';
import type { HeldDecision, HeldResponse } from './held-response.ts';
import type { Limit, Window } from './limits.ts';

/** A counter of one thing in one window. */
export interface Counter {
  readonly limit: Limit;
  readonly window: Window;
  /** Names the thing: a link, a survey, a network's keyed hash. */
  readonly of: string;
}

export interface LimitStore {
  /**
   * Adds to a counter that is below its quota and gives the count behind it; null where the quota was
   * used up before. A write that is repeated because its reply was lost may count twice.
   */
  readonly count: (counter: Counter, amount: number) => Promise<number | null>;
  /** The count, eventually consistent: it may lack what was added in the last second. */
  readonly read: (counter: Counter) => Promise<number>;
}

/** How putting a response into quarantine ended; `there` names the one of the same link that waits already. */
export type HoldOutcome =
  | { readonly kind: 'held' }
  | { readonly kind: 'there'; readonly use: InvitationUse }
  /** Its right is used up, or it stands on something that has changed: prepare it again. */
  | { readonly kind: 'again' }
  | { readonly kind: 'customer_gone' };

export interface QuarantineStore {
  /**
   * Puts a response into quarantine in one transaction with what hangs on it: an anonymous one uses its
   * right up, a linked one is remembered by its invitation, which stays open for its customer; what was
   * begun ends.
   */
  readonly hold: (
    held: HeldResponse,
    about: {
      readonly source: Source;
      readonly at: Instant;
      /** Of the answers: tells a repeat through the same link. */
      readonly hash: string;
      readonly partial?: PartialRevision | undefined;
    },
  ) => Promise<HoldOutcome>;
  /** Newest day first, within a day by ids. */
  readonly list: (query: {
    readonly surveyId: string;
    readonly limit: number;
    readonly after?: string | undefined;
    readonly today: Day;
  }) => Promise<Page<HeldResponse, string>>;
  /** Strongly consistent; what has run out is gone. */
  readonly find: (
    responseId: string,
    today: Day,
  ) => Promise<HeldResponse | HeldDecision | undefined>;
  /**
   * Keeps the decision and removes the content with all that remembers it; false where it was decided about, or
   * has gone, meanwhile. A release is kept in the transaction that records the response.
   */
  readonly reject: (held: HeldResponse) => Promise<boolean>;
  /** Puts the next revision in the place of the one before; false where that is gone. */
  readonly replace: (next: HeldResponse) => Promise<boolean>;
  /** How many of a survey wait, of a range of days; no more than `max` are counted. */
  readonly count: (surveyId: string, days: DayRange, max: number) => Promise<number>;
}
