import * as z from 'zod';
import { runKinds, runStatuses } from '../runs/run.ts';
import { Money } from '../shared/money.ts';

const day = z.iso.date();
const instant = z.iso.datetime();
const count = z.int().min(0);

const perClass = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ tier: schema, stage: schema, activity: schema, risk: schema });

/** A run id: of the schedule (`run_20261121`) or made for a request. */
export const RunId = z.string().regex(/^run_[0-9a-z]{8,26}$/, 'not a run id');

/** How many customers: read is the sum of scored, skipped and failed. */
export const RunCounts = z
  .strictObject({
    read: count,
    scored: count,
    skipped: count,
    changed: count.meta({
      description: 'A class, or the value bucket that lists are sorted by, is not what was stored.',
    }),
    written: count.meta({ description: 'Of these, stored: none where the run only reports.' }),
    failed: count,
  })
  .meta({ id: 'RunCounts' });

export const RunReport = z
  .strictObject({
    skipped: z
      .strictObject({ later: count, gone: count })
      .meta({ description: 'Purchases after the as-of date; erased or merged.' }),
    ledgers: z
      .strictObject({ folded: count, differing: count, repaired: count })
      .meta({ description: 'Differing and repaired are counted by a rebuild.' }),
    totals: z.strictObject({
      customers: count.meta({ description: 'Customers with a value: a purchase and a model.' }),
      expectedPurchases: z.number(),
      clv: Money,
      horizonDays: z.int().nullable(),
    }),
    classes: perClass(z.record(z.string(), count)).meta({
      description: 'Customers in each class as of the date; `none` stands for no class.',
    }),
    migrations: perClass(z.record(z.string(), z.record(z.string(), count))).meta({
      description: 'From class to class, unchanged ones included.',
    }),
  })
  .meta({ id: 'RunReport' });

export const Run = z
  .strictObject({
    id: RunId,
    kind: z.enum(runKinds),
    trigger: z.enum(['schedule', 'manual']),
    status: z.enum(runStatuses),
    dryRun: z.boolean(),
    businessDate: day,
    asOf: day,
    policyVersion: z.int().nullable(),
    modelVersion: z.string().nullable(),
    counts: RunCounts.meta({
      description: 'Of the checkpoints so far. A run of kind `fit` scores nobody.',
    }),
    segments: z.strictObject({ total: count, done: count }),
    fit: z
      .strictObject({
        modelVersion: z.string(),
        status: z.enum(['promoted', 'candidate', 'rejected']),
        reason: z
          .string()
          .meta({ description: 'Why, and how much data there was where it is too little.' }),
        customers: count,
      })
      .nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    failure: z.strictObject({ code: z.string() }).nullable(),
    report: RunReport.nullable().meta({
      description:
        'Null until the run has ended, and for a run of kind `fit`: what became of the model stands in `fit`.',
    }),
  })
  .meta({ id: 'Run' });
export type Run = z.infer<typeof Run>;

export const RunRequest = z
  .strictObject({
    kind: z.enum(runKinds),
    asOf: day.optional().meta({
      description: 'Inclusive business date; yesterday unless said. An earlier one only reports.',
    }),
    dryRun: z.boolean().optional().meta({ description: 'Reports what would change.' }),
  })
  .meta({ id: 'RunRequest' });

/** A run without what is in its report, as the list shows it. */
export const RunSummary = Run.omit({ report: true, counts: true, segments: true }).meta({
  id: 'RunSummary',
});
export type RunSummary = z.infer<typeof RunSummary>;
