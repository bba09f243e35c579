import * as z from 'zod';
import { runKinds } from '../../lib/runs/run.ts';

/** What an execution of the nightly state machine is started with. */
export const NightInput = z.strictObject({
  scheduledTime: z.iso.datetime({ offset: true }).transform((time) => new Date(time).toISOString()),
  kind: z.enum(runKinds),
  asOf: z.iso.date().optional(),
  dryRun: z.boolean().optional(),
  runId: z.string().min(1).optional(),
  trigger: z.enum(['schedule', 'manual']),
});
