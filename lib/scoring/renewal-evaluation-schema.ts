import * as z from 'zod';

const Share = z.number().min(0).max(1);

/** The renewals as they were fitted as of the cut, against the contracts that had to be renewed behind it. */
const RenewalHoldOut = z.strictObject({
  window: z.strictObject({
    cut: z.iso.date().meta({ description: 'The last day that the fit knew.' }),
    end: z.iso.date().meta({ description: 'The last day of the window, inclusive.' }),
    days: z.int().positive(),
  }),
  contracts: z.int().positive().meta({
    description: 'Contracts in force at the cut that had to be renewed in the window.',
  }),
  expected: Share.meta({ description: 'Share of them that was expected to lapse.' }),
  lapsed: Share.meta({
    description: 'Share of them that lapsed: not renewed until the days of grace were over.',
  }),
  brier: z.number().nonnegative().meta({ description: 'Mean squared error of the probability.' }),
  priorBrier: z.number().nonnegative().meta({
    description: 'The same by the prior, which contracts keep without a fit.',
  }),
  standardError: z.number().nonnegative().meta({ description: 'Of the paired difference.' }),
  loses: z.boolean().meta({ description: 'Worse than the prior by more than one standard error.' }),
});
export type RenewalHoldOut = z.infer<typeof RenewalHoldOut>;

/** What is known of how good the renewals of a version are. */
export const RenewalEvaluation = z.strictObject({
  holdOut: RenewalHoldOut.nullable(),
  missing: z
    .array(
      z.strictObject({
        what: z.enum(['days', 'contracts']),
        has: z.int().nonnegative(),
        needs: z.int().positive(),
      }),
    )
    .meta({ description: 'Why there is no hold-out.' }),
});
export type RenewalEvaluation = z.infer<typeof RenewalEvaluation>;
