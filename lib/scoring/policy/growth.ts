import * as z from 'zod';
import { Decimal } from '../../shared/decimal.ts';

/**
 * What growth is counted on: stated spend only. Income, birth date, gender and education are no input of any score.
 */
export const GrowthSettings = z.strictObject({
  winChance: Decimal.min(0).max(1).meta({
    description:
      'Chance to win what a customer spends elsewhere, for the growth part of potential value.',
  }),
  walletMaxAgeDays: z.int().min(1).max(3650).meta({
    description: 'A stated yearly spend older than this is stale: shown, but no growth is counted.',
  }),
  suitableCategories: z.array(z.string().min(1).max(100)).min(1).max(200).nullable().meta({
    description:
      'Categories that suit every customer; null: those that the sample of the model bought in.',
  }),
  outlookWeeks: z
    .array(z.int().min(1).max(520))
    .min(1)
    .max(8)
    .meta({ description: 'Horizons in weeks for which run rate and retention are shown.' }),
  tenureDaysMin: z.int().min(1).max(365).meta({
    description: 'Days since the first purchase from which there is a run rate.',
  }),
});
export type GrowthSettings = z.infer<typeof GrowthSettings>;

export const defaultGrowthSettings: GrowthSettings = {
  winChance: 0.2,
  walletMaxAgeDays: 365,
  suitableCategories: null,
  outlookWeeks: [13, 26, 52],
  tenureDaysMin: 90,
};
