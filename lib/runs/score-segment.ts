import { toInstant } from '../shared/time.ts';
import type { PageContext } from './page-context.ts';
import type { RunStore } from './ports.ts';
import { noProgress, type SegmentProgress } from './progress.ts';
import { scorePage } from './score-page.ts';
import type { ScanScores } from './score-ports.ts';
import { addTally } from './tally.ts';

/** Records a page: their folds and writes take seconds, so little is repeated after a kill. */
const pageSize = 250;

export interface SegmentContext extends Omit<PageContext, 'now'> {
  readonly runs: RunStore;
  readonly scan: ScanScores;
  readonly nowMs: () => number;
  /** False when too little time is left for another page. */
  readonly hasTime: () => boolean;
}

/**
 * Scores a segment page by page from its last checkpoint until it is done or the time is up, and says
 * whether it is done. A checkpoint is written on condition of the one before it: where another
 * execution came first, the work goes on from there.
 */
export const scoreSegment = async (context: SegmentContext, segment: number): Promise<boolean> => {
  const { run, runs } = context;
  let progress = (await runs.segment(run.id, segment)) ?? noProgress(run.id, segment);
  while (!progress.done) {
    if (!context.hasTime()) return false;
    const next = await nextCheckpoint(context, progress);
    const saved = await runs.checkpoint(next);
    progress = saved ? next : ((await runs.segment(run.id, segment)) ?? progress);
  }
  return true;
};

const nextCheckpoint = async (
  context: SegmentContext,
  progress: SegmentProgress,
): Promise<SegmentProgress> => {
  const { segment, after } = progress;
  const total = context.run.segments ?? 0;
  const page = await context.scan({ segment, total, after, limit: pageSize });
  const tally = await scorePage({ ...context, now: toInstant(context.nowMs()) }, page.records);
  return {
    ...progress,
    sequence: progress.sequence + 1,
    after: page.next,
    done: page.next === null,
    tally: addTally(progress.tally, tally),
    updatedAt: toInstant(context.nowMs()),
  };
};
