import type { Classes } from '../scoring/classes.ts';
import type { Statistics } from '../scoring/statistics.ts';
import type { Day, Instant } from '../shared/time.ts';
import type { Run } from './run.ts';
import type { FoldAsOf, RebuildCustomer, RefoldCustomer, WriteClassBatch } from './score-ports.ts';

/** What the pinned model and policy say about one customer as of the run's date. */
export interface Decision {
  readonly classes: Classes;
  readonly nextChangeDay: Day | null;
  /** Absent without a model or a purchase. CLV in minor units. */
  readonly value: { readonly expectedPurchases: number; readonly clv: number } | null;
}

/** Classifies with the run's pinned model and policy. Throws on a value that is not finite. */
export type Decide = (statistics: Statistics, stored: Classes) => Decision;

export interface PageContext {
  readonly run: Run;
  readonly decide: Decide;
  readonly foldAsOf: FoldAsOf;
  readonly refold: RefoldCustomer;
  readonly rebuild: RebuildCustomer;
  readonly writeClasses: WriteClassBatch;
  readonly now: Instant;
  /** Told about a customer that could not be scored; unless it throws, the run goes on and counts it. */
  readonly onFailure: (customerId: string, error: unknown) => void;
}
