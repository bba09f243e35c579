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
