import * as z from 'zod';
import { ActivitySettings, defaultActivitySettings } from './activity.ts';
import { BandSettings, defaultBands } from './bands.ts';
import { ChurnSettings, defaultChurnSettings } from './churn.ts';
import { CostSettings, defaultCostSettings } from './costs.ts';
import { defaultGrowthSettings, GrowthSettings } from './growth.ts';
import { defaultModelSettings, ModelSettings } from './models.ts';
import { defaultReferralSettings, ReferralSettings } from './referral.ts';
import { defaultRfm, RfmSettings } from './rfm.ts';
import { defaultTiers, Tiers } from './tiers.ts';
import { defaultValueSettings, ValueSettings } from './value.ts';

/** The operator's settings for value, tiers, churn and lifecycle. Every member is used by the scoring. */
export const ScoringPolicy = z
  .strictObject({
    tiers: Tiers.meta({
      description: 'By quantile: cut when a model is fitted, and pinned with it.',
    }),
    tierHysteresis: z
      .number()
      .min(0)
      .max(0.5)
      .meta({ description: 'Relative margin at tier bounds.' }),
    tierMinStayDays: z.int().min(0).max(3650).meta({
      description:
        'Nobody falls to a lower tier before so many days in the present one; rising is at once. 0: no minimum.',
    }),
    value: ValueSettings.meta({ description: 'Takes effect with the next model version.' }),
    churn: ChurnSettings,
    activity: ActivitySettings,
    models: ModelSettings.meta({ description: 'Takes effect with the next model version.' }),
    bands: BandSettings,
    rfm: RfmSettings.meta({ description: 'Takes effect with the next model version.' }),
    costs: CostSettings,
    growth: GrowthSettings,
    referral: ReferralSettings.meta({
      description: 'The texts of the cells hold at once, the rest with the next model version.',
    }),
    loyalPurchaseDays: z.int().min(3).max(1000),
  })
  .meta({ id: 'ScoringPolicy' });
export type ScoringPolicy = z.infer<typeof ScoringPolicy>;

/** The policy of a new deployment. */
export const defaultPolicy: ScoringPolicy = {
  tiers: defaultTiers,
  tierHysteresis: 0.1,
  tierMinStayDays: 0,
  value: defaultValueSettings,
  churn: defaultChurnSettings,
  activity: defaultActivitySettings,
  models: defaultModelSettings,
  bands: defaultBands,
  rfm: defaultRfm,
  costs: defaultCostSettings,
  growth: defaultGrowthSettings,
  referral: defaultReferralSettings,
  loyalPurchaseDays: 4,
};
