import * as z from 'zod';
import { openPerHourDefault, openPerNetworkDefault } from './limits.ts';

/** Limits of open answers that a survey sets for itself. */
export const Protection = z.strictObject({
  openPerHour: z
    .int()
    .min(100)
    .max(10_000_000)
    .optional()
    .meta({
      description: `Open answers that are taken in an hour, ${openPerHourDefault} without; above it 429.`,
    }),
  openPerNetwork: z
    .int()
    .min(100)
    .max(1_000_000)
    .optional()
    .meta({
      description: `Open answers from one network (/24, /48) in ten minutes, ${openPerNetworkDefault} without; above it they wait in quarantine, above four times as many 429. Raise it before asking thousands of people behind one address at once.`,
    }),
});
