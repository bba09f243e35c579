import type { Page } from '../shared/pages.ts';
import type { SegmentProgress } from './progress.ts';
import type { Run } from './run.ts';

/** Position in the list of runs, newest first. */
export type RunPosition = string;

/** Runs and their checkpoints, as the use cases need them. */
export interface RunStore {
  /** Stores a new run; answers with the run that already stands under the id, if any. */
  readonly put: (run: Run) => Promise<Run | null>;
  /**
   * Stores a new run that writes classes and gives it the place of the one that does, in one
   * transaction, if that place is still held by `expected` (null: by none). False when it is not;
   * a run that already stands under the id counts as stored.
   */
  readonly putWriting: (run: Run, expected: string | null) => Promise<boolean>;
  readonly get: (id: string) => Promise<Run | null>;
  /** Replaces the run if it still has the revision before this one. */
  readonly update: (run: Run) => Promise<boolean>;
  readonly list: (limit: number, after?: RunPosition) => Promise<Page<Run, RunPosition>>;
  readonly segments: (runId: string) => Promise<readonly SegmentProgress[]>;
  readonly segment: (runId: string, segment: number) => Promise<SegmentProgress | null>;
  /** Stores a checkpoint if the one before it still stands. */
  readonly checkpoint: (progress: SegmentProgress) => Promise<boolean>;
  /** Makes the run the one that writes classes, whoever was it before. */
  readonly takeWriting: (runId: string) => Promise<void>;
  /** The run that writes classes, or was the last to. */
  readonly writing: () => Promise<string | null>;
  /** Gives the place back if the run still has it. */
  readonly releaseWriting: (runId: string) => Promise<void>;
}

/** Starts the state machine on a run; a repeat with the same id is harmless. */
export type StartNight = (input: NightInput & { readonly runId: string }) => Promise<void>;

/** What an execution of the state machine is started with. */
export interface NightInput {
  readonly scheduledTime: string;
  readonly kind: Run['kind'];
  readonly asOf?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly runId?: string | undefined;
  readonly trigger: Run['trigger'];
}

/** What planning needs to know from the other stores. */
export interface PlanFacts {
  /** The scoring policy in force. */
  readonly activePolicyVersion: () => Promise<number>;
  /** The latest promoted model whose data end at or before the date. */
  readonly promotedModelVersion: (asOf: string) => Promise<string | null>;
}
