import * as z from 'zod';
import {
  type GapQuantiles,
  gapPercentiles,
  horizonDaysRange,
  horizonFromGaps,
} from '../../churn/churn-horizon.ts';
import { Decimal } from '../../shared/decimal.ts';

const Definition = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.literal('days') }),
    z.strictObject({
      by: z.literal('gaps'),
      percentile: Decimal.min(gapPercentiles.min).max(gapPercentiles.max).default(0.9),
    }),
  ])
  .meta({
    description:
      '`days`: no purchase in `horizonDays`. `gaps`: no purchase in the percentile of all gaps between purchase days, measured when a model is fitted and pinned with it, 7 to 1825 days.',
  });

/** When a customer counts as gone, and the bands of the risk. */
export const ChurnSettings = z
  .strictObject({
    definition: Definition.default({ by: 'days' }),
    horizonDays: z.int().min(horizonDaysRange.min).max(horizonDaysRange.max).meta({
      description:
        'No purchase in so many days is churn. Under a definition by gaps it holds until a model has measured them.',
    }),
    contractGraceDays: z.int().min(0).max(365).default(30).meta({
      description: 'A contract that was not renewed so many days after its end is churned.',
    }),
    mediumFrom: Decimal.gt(0).lt(1),
    highFrom: Decimal.gt(0).lt(1),
    hysteresis: Decimal.min(0).max(0.2).meta({ description: 'Absolute margin at band bounds.' }),
  })
  .refine(({ mediumFrom, highFrom }) => mediumFrom < highFrom, {
    message: 'must be above mediumFrom',
    path: ['highFrom'],
  });
export type ChurnSettings = z.infer<typeof ChurnSettings>;

export const defaultChurnSettings: ChurnSettings = {
  definition: { by: 'days' },
  horizonDays: 273,
  contractGraceDays: 30,
  mediumFrom: 0.5,
  highFrom: 0.8,
  hysteresis: 0.02,
};

/**
 * The horizon in force: the setting, or where the definition is by gaps what the pinned model was fitted for, because
 * the level of its risk was set for that.
 */
export const churnHorizonOf = (
  { definition, horizonDays }: ChurnSettings,
  fitted: { readonly horizonDays: number } | null,
): number => (definition.by === 'gaps' ? (fitted?.horizonDays ?? horizonDays) : horizonDays);

/** The horizon that a model is fitted for under the settings, by the gaps that are known; null: none yet. */
export const horizonToFit = (
  { definition, horizonDays }: ChurnSettings,
  gaps: GapQuantiles | null,
): number =>
  definition.by === 'gaps' && gaps ? horizonFromGaps(gaps, definition.percentile) : horizonDays;
