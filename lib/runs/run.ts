import { type CalendarDate, dateToDay, type Instant } from '../shared/time.ts';
import type { RunReport } from './report.ts';

export const runKinds = ['rescore', 'fit', 'rebuild'] as const;
export type RunKind = (typeof runKinds)[number];

export const runStatuses = ['queued', 'running', 'succeeded', 'failed'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** What became of the model that a run fitted. */
export interface FitOutcome {
  readonly version: string;
  readonly status: 'promoted' | 'candidate' | 'rejected';
  readonly reason: string;
  /** Customers in the sample. */
  readonly customers: number;
}

/** One pass over everybody (or one fit), as it is stored: pinned inputs first, then what came out. */
export interface Run {
  readonly id: string;
  readonly kind: RunKind;
  readonly trigger: 'schedule' | 'manual';
  readonly status: RunStatus;
  readonly dryRun: boolean;
  /** The business date that the run belongs to: of the scheduled time, not of the clock. */
  readonly businessDate: CalendarDate;
  /** Inclusive business date up to which purchases count. */
  readonly asOf: CalendarDate;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** The execution of the state machine that works on it. */
  readonly execution: string | null;
  readonly policyVersion: number | null;
  readonly modelVersion: string | null;
  readonly needsFit: boolean;
  /** Parallel scan segments; fixed by the plan, because a checkpoint is a position in one of so many. */
  readonly segments: number | null;
  readonly fit: FitOutcome | null;
  readonly report: RunReport | null;
  readonly failure: { readonly code: string } | null;
  /** Counts writes of the item; every change is conditioned on it. */
  readonly revision: number;
}

/** The date that a run without its own `asOf` stands on: the last complete business day. */
export const defaultAsOfDay = (businessDate: CalendarDate): number => dateToDay(businessDate) - 1;

/** A run about an earlier day than yesterday reports and fits only: stored classes are about now. */
export const isHistoric = (run: Pick<Run, 'asOf' | 'businessDate'>): boolean =>
  dateToDay(run.asOf) < defaultAsOfDay(run.businessDate);

/** Whether the run may write classes (and so cause messages). */
export const writesClasses = (
  run: Pick<Run, 'asOf' | 'businessDate' | 'dryRun' | 'kind'>,
): boolean => run.kind !== 'fit' && !run.dryRun && !isHistoric(run);

export const isOpen = (run: Pick<Run, 'status'>): boolean =>
  run.status === 'queued' || run.status === 'running';

/** Longer than any pause between two checkpoints; after it a run counts as killed. */
const stalledAfterMs = 5 * 60_000;

/**
 * Whether nobody seems to work on an open run any more. Being wrong costs work, never correctness:
 * two executions of one run meet at the same conditioned checkpoints.
 */
export const isStalled = (run: Run, lastProgress: Instant | null, nowMs: number): boolean => {
  const seen = [run.createdAt, run.startedAt, lastProgress].flatMap((instant) =>
    instant === null ? [] : [Date.parse(instant)],
  );
  return nowMs - Math.max(...seen) > stalledAfterMs;
};
