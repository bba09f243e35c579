import * as z from 'zod';

const cost = z.int().min(0).max(1_000_000_000).nullable();

/** What serving a customer costs; not in any result while it is null. */
export const CostSettings = z.strictObject({
  perContact: cost.meta({
    description: 'Minor units for each contact in either direction; null: unknown.',
  }),
  perServiceHour: cost.meta({
    description: 'Minor units for each hour of service; null: unknown.',
  }),
});
export type CostSettings = z.infer<typeof CostSettings>;

export const defaultCostSettings: CostSettings = { perContact: null, perServiceHour: null };
