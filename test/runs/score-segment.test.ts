import { describe, expect, it } from 'vitest';
import { newRun } from '../../lib/runs/new-run.ts';
import type { RunStore } from '../../lib/runs/ports.ts';
import type { SegmentProgress } from '../../lib/runs/progress.ts';
import { type SegmentContext, scoreSegment } from '../../lib/runs/score-segment.ts';
import { prospectClasses } from '../../lib/scoring/classes.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { emptyStatistics } from '../../lib/scoring/statistics.ts';

const scheduledTime = '2026-03-02T03:30:00.000Z';
const run = {
  ...newRun(
    { scheduledTime, kind: 'rescore', trigger: 'schedule' },
    { zone: 'UTC', now: scheduledTime },
  ),
  segments: 1,
};

const record = (index: number): ScoreRecord => ({
  customerId: `cus_${index}`,
  status: 'live',
  writes: 1,
  dirty: false,
  commutes: true,
  statistics: emptyStatistics,
  classes: prospectClasses,
  changeSeq: 0,
  nextChangeDay: null,
});

const never = () => {
  throw new Error('not asked for here');
};

/** A segment of `pages` pages of two customers each, with time for `budget` pages a call. */
const segmentOf = (pages: number, budget: number) => {
  let stored: SegmentProgress | null = null;
  let looks = 0;
  const scanned: (string | null)[] = [];
  const runs: Pick<RunStore, 'segment' | 'checkpoint'> = {
    segment: async () => stored,
    checkpoint: async (progress) => {
      if ((stored?.sequence ?? 0) !== progress.sequence - 1) return false;
      stored = progress;
      return true;
    },
  };
  const context: SegmentContext = {
    run,
    runs: { ...allNever, ...runs },
    scoring: prepareScoring(null, defaultPolicy, 'CNY'),
    scan: async ({ after }) => {
      scanned.push(after);
      const page = after === null ? 0 : Number(after);
      const next = page + 1 < pages ? String(page + 1) : null;
      return { records: [record(page * 2), record(page * 2 + 1)], next };
    },
    foldAsOf: never,
    refold: never,
    rebuild: never,
    writeClasses: never,
    nowMs: () => 0,
    hasTime: () => {
      looks += 1;
      return looks % (budget + 1) !== 0;
    },
    onFailure: never,
  };
  return { context, scanned, progress: () => stored };
};

const allNever: RunStore = {
  put: never,
  putWriting: never,
  get: never,
  update: never,
  list: never,
  segments: never,
  segment: never,
  checkpoint: never,
  takeWriting: never,
  writing: never,
  releaseWriting: never,
};

describe('a segment', () => {
  it('goes on page by page over calls until it is done, and reads each page once', async () => {
    const { context, scanned, progress } = segmentOf(5, 2);
    const calls = [];
    do calls.push(await scoreSegment(context, 0));
    while (calls.at(-1) === false);
    expect(calls).toEqual([false, false, true]);
    expect(scanned).toEqual([null, '1', '2', '3', '4']);
    expect(progress()).toMatchObject({
      done: true,
      sequence: 5,
      tally: { counts: { read: 10, scored: 10, changed: 0, failed: 0 } },
    });
  });

  it('does nothing when it was done before', async () => {
    const { context, scanned } = segmentOf(1, 9);
    await scoreSegment(context, 0);
    expect(await scoreSegment(context, 0)).toBe(true);
    expect(scanned).toHaveLength(1);
  });

  it('counts everybody once when two executions work on it at once', async () => {
    const { context, progress } = segmentOf(6, 99);
    await Promise.all([scoreSegment(context, 0), scoreSegment(context, 0)]);
    expect(progress()).toMatchObject({ done: true, sequence: 6, tally: { counts: { read: 12 } } });
  });
});
