import type { Instant } from '../shared/time.ts';
import { newRun } from './new-run.ts';
import type { NightInput, PlanFacts, RunStore } from './ports.ts';
import { lastProgress } from './progress.ts';
import { isHistoric, isStalled, type Run, writesClasses } from './run.ts';
import { segmentCount } from './segment-count.ts';

/** What the state machine does next. */
export interface Plan {
  readonly duplicate: boolean;
  readonly runId: string;
  readonly kind: Run['kind'];
  readonly segments: readonly number[];
  readonly needsFit: boolean;
}

export interface PlanContext extends PlanFacts {
  readonly runs: RunStore;
  readonly zone: string;
  readonly now: Instant;
}

/**
 * Claims the run for this execution and pins what it works with. A second delivery of a schedule
 * ends as a duplicate; when the run failed or was killed, the delivery takes it over and continues
 * at its checkpoints, with the inputs that were pinned before.
 */
export const planRun = async (
  context: PlanContext,
  { execution, input }: { readonly execution: string; readonly input: NightInput },
): Promise<Plan> => {
  for (;;) {
    const fresh = newRun(input, context);
    const stored = (await context.runs.put(fresh)) ?? fresh;
    if (!(await mayWork(context, stored, execution))) return planOf(stored, true);
    const claimed = await claim(context, stored, execution);
    if (await context.runs.update(claimed)) {
      // The schedule never waits for a run by hand: both would write what the same rules decide, on
      // condition of each item's write counter. The place only keeps people from starting a second one.
      if (writesClasses(claimed)) await context.runs.takeWriting(claimed.id);
      return planOf(claimed, false);
    }
  }
};

const mayWork = async (context: PlanContext, run: Run, execution: string): Promise<boolean> => {
  if (run.status === 'succeeded') return false;
  if (run.status !== 'running' || run.execution === execution) return true;
  const segments = await context.runs.segments(run.id);
  return isStalled(run, lastProgress(segments), Date.parse(context.now));
};

const claim = async (context: PlanContext, run: Run, execution: string): Promise<Run> => {
  const policyVersion = run.policyVersion ?? (await context.activePolicyVersion());
  const modelVersion = run.modelVersion ?? (await context.promotedModelVersion(run.asOf));
  return {
    ...run,
    status: 'running',
    startedAt: context.now,
    finishedAt: null,
    failure: null,
    execution,
    policyVersion,
    modelVersion,
    needsFit: needsFit(run, modelVersion),
    segments: run.segments ?? (await segmentsFor(context.runs, run)),
    revision: run.revision + 1,
  };
};

/**
 * The night of now looks for a better model each time; a dry run and a run about the past only where
 * there is none; a rebuild repairs statistics and classifies by what there is.
 */
const needsFit = (run: Run, modelVersion: string | null): boolean => {
  if (run.fit !== null || run.kind === 'rebuild') return false;
  if (run.kind === 'fit') return true;
  return modelVersion === null || (!run.dryRun && !isHistoric(run));
};

const segmentsFor = async (runs: RunStore, run: Run): Promise<number> =>
  run.kind === 'fit' ? 0 : segmentCount(await customersAtLastRun(runs));

/** How many customers the last complete run read, 0 before the first. */
export const customersAtLastRun = async (runs: RunStore): Promise<number> => {
  const { items } = await runs.list(25);
  return (
    items.find(({ kind, status }) => kind !== 'fit' && status === 'succeeded')?.report?.customers
      .read ?? 0
  );
};

const planOf = (run: Run, duplicate: boolean): Plan => ({
  duplicate,
  runId: run.id,
  kind: run.kind,
  segments: Array.from({ length: run.segments ?? 0 }, (_, segment) => segment),
  needsFit: run.needsFit,
});
