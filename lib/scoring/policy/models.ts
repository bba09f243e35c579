import * as z from 'zod';
import { transactionModelNames } from '../../value/transaction-model.ts';

/** Which models the scores are computed with. */
export const ModelSettings = z.strictObject({
  transactions: z.enum(['auto', ...transactionModelNames]).meta({
    description: 'A transaction model by name, or `auto`: chosen on a window of the own ledgers.',
  }),
});
export type ModelSettings = z.infer<typeof ModelSettings>;

export const defaultModelSettings: ModelSettings = { transactions: 'auto' };
