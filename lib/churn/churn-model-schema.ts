import * as z from 'zod';

/** What the churn risk is computed with, pinned in the model version. */
export const ChurnModel = z.strictObject({
  kind: z.enum(['combined', 'transactions']),
  horizonDays: z.int(),
});
export type ChurnModel = z.infer<typeof ChurnModel>;
