import type { Instant } from '../shared/time.ts';
import { newRun } from './new-run.ts';
import type { NightInput, RunStore } from './ports.ts';
import { type SegmentProgress, totalOf } from './progress.ts';
import { reportOf } from './report.ts';
import { isOpen, type Run } from './run.ts';
import type { Tally } from './tally.ts';

export interface FinishContext {
  readonly runs: RunStore;
  /** The churn horizon of the policy and the model that the run pinned; null where it pinned no policy. */
  readonly horizonDays: (run: Run) => Promise<number | null>;
  readonly now: Instant;
}

/**
 * Ends a run: adds up its segments, checks that everybody who was read came out once, and stores the
 * report; of a fit, which scores nobody, there is none. Doing it again changes nothing. Answers with the run as it ended, null where none was planned.
 */
export const finishRun = async (
  context: FinishContext,
  { runId, error }: { readonly runId: string; readonly error?: string | undefined },
): Promise<Run | null> => {
  for (;;) {
    const run = await context.runs.get(runId);
    if (run === null) return null;
    const ended = isOpen(run) ? await end(context, run, error) : run;
    if (ended === run || (await context.runs.update(ended))) {
      await context.runs.releaseWriting(runId);
      return ended;
    }
  }
};

/**
 * Ends a run whose plan failed: it is stored so that it can be seen. A run that another execution
 * works on is none of this one's business.
 */
export const finishUnplanned = async (
  context: FinishContext & { readonly zone: string },
  failed: { readonly execution: string; readonly input: NightInput; readonly error: string },
): Promise<Run | null> => {
  const run = newRun(failed.input, context);
  const stored = (await context.runs.put(run)) ?? run;
  if (stored.execution !== null && stored.execution !== failed.execution) return stored;
  return finishRun(context, { runId: run.id, error: failed.error });
};

const end = async (context: FinishContext, run: Run, error: string | undefined): Promise<Run> => {
  const segments = await context.runs.segments(run.id);
  const total = totalOf(segments);
  const code = error ?? faultOf(run, segments, total);
  return {
    ...run,
    status: code === null ? 'succeeded' : 'failed',
    failure: code === null ? null : { code },
    finishedAt: context.now,
    report: run.kind === 'fit' ? null : reportOf(total, await context.horizonDays(run)),
    revision: run.revision + 1,
  };
};

/** What is wrong with the sums, or null. */
const faultOf = (
  run: Run,
  segments: readonly SegmentProgress[],
  { counts }: Tally,
): string | null => {
  const done = segments.filter((segment) => segment.done).length;
  if (done !== (run.segments ?? 0)) return 'segments_incomplete';
  if (counts.read !== counts.scored + counts.later + counts.gone + counts.failed)
    return 'counts_differ';
  return run.needsFit && run.fit === null ? 'fit_missing' : null;
};
