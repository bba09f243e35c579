import * as z from 'zod';
import type { SegmentProgress } from '../../runs/progress.ts';
import { type Run, runKinds, runStatuses } from '../../runs/run.ts';
import { controlKeys } from './keys.ts';

/** Schema number of run items; readers upcast older ones. */
const runSchema = 1;

/** Partition of the index `byKind` that lists all runs: a few a day, so one partition holds them. */
export const runList = 'run#all';

const Moves = z.record(z.string(), z.record(z.string(), z.number()));
const byClass = <T extends z.ZodType>(schema: T) =>
  z.object({ tier: schema, stage: schema, activity: schema, risk: schema });

const Report = z.object({
  customers: z.object({
    read: z.number(),
    scored: z.number(),
    later: z.number(),
    gone: z.number(),
    failed: z.number(),
  }),
  changed: z.number(),
  written: z.number(),
  folded: z.number(),
  differing: z.number(),
  repaired: z.number(),
  classes: byClass(z.record(z.string(), z.number())),
  migrations: byClass(Moves),
  valued: z.number(),
  expectedPurchases: z.number(),
  clv: z.number(),
  // Reports of older releases do not have it.
  clvByTier: z.record(z.string(), z.number()).default({}),
  horizonDays: z.number().nullable(),
});

const RunItem = z.object({
  _v: z.literal(runSchema),
  id: z.string(),
  kind: z.enum(runKinds),
  trigger: z.enum(['schedule', 'manual']),
  status: z.enum(runStatuses),
  dryRun: z.boolean(),
  businessDate: z.string(),
  asOf: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  execution: z.string().nullable(),
  policyVersion: z.number().nullable(),
  modelVersion: z.string().nullable(),
  needsFit: z.boolean(),
  segments: z.number().nullable(),
  fit: z
    .object({
      version: z.string(),
      status: z.enum(['promoted', 'candidate', 'rejected']),
      reason: z.string(),
      customers: z.number(),
    })
    .nullable(),
  report: Report.nullable(),
  failure: z.object({ code: z.string() }).nullable(),
  revision: z.number(),
});

export const writeRunItem = (run: Run) => ({
  ...controlKeys.run(run.id),
  lk: runList,
  ls: runPosition(run),
  _v: runSchema,
  ...run,
});

/** Sort key of the list: by creation, so it never changes. */
export const runPosition = (run: Run): string => `${run.createdAt}#${run.id}`;

/** Throws on an item that is none. */
export const readRunItem = (stored: unknown): Run => {
  const { _v, ...run } = RunItem.parse(stored);
  return run;
};

const Counts = z.object({
  read: z.number(),
  scored: z.number(),
  later: z.number(),
  gone: z.number(),
  failed: z.number(),
  changed: z.number(),
  written: z.number(),
  folded: z.number(),
  differing: z.number(),
  repaired: z.number(),
});

const SegmentItem = z.object({
  _v: z.literal(runSchema),
  runId: z.string(),
  segment: z.number(),
  sequence: z.number(),
  after: z.string().nullable(),
  done: z.boolean(),
  tally: z.object({
    counts: Counts,
    moves: byClass(Moves),
    valued: z.number(),
    expectedPurchases: z.number(),
    clv: z.number(),
    clvByTier: z.record(z.string(), z.number()).default({}),
  }),
  updatedAt: z.string(),
});

export const writeSegmentItem = (progress: SegmentProgress) => ({
  ...controlKeys.runSegment(progress.runId, progress.segment),
  _v: runSchema,
  ...progress,
});

/** Throws on an item that is none. */
export const readSegmentItem = (stored: unknown): SegmentProgress => {
  const { _v, ...progress } = SegmentItem.parse(stored);
  return progress;
};
