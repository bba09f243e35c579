import type { Scoring } from '../scoring/scoring.ts';
import type { Instant } from '../shared/time.ts';
import type { Run } from './run.ts';
import type { FoldAsOf, RebuildCustomer, RefoldCustomer, WriteClassBatch } from './score-ports.ts';

export interface PageContext {
  readonly run: Run;
  /** The model and policy that the run pinned. */
  readonly scoring: Scoring;
  readonly foldAsOf: FoldAsOf;
  readonly refold: RefoldCustomer;
  readonly rebuild: RebuildCustomer;
  readonly writeClasses: WriteClassBatch;
  readonly now: Instant;
  /** Told about a customer that could not be scored; unless it throws, the run goes on and counts it. */
  readonly onFailure: (customerId: string, error: unknown) => void;
}
