import * as z from 'zod';
import { Decimal } from '../../shared/decimal.ts';

/** Weeks in one discounting step of lifetime value. */
export const stepWeeks = 4;
/** The year of the discount rate: 13 steps. */
export const weeksPerYear = 52;

/** What lifetime value is made of. A model version pins it together with the tier bounds that were cut under it. */
export const ValueSettings = z.strictObject({
  horizonWeeks: z
    .int()
    .min(stepWeeks)
    .max(520)
    .multipleOf(stepWeeks)
    .meta({ description: 'Multiple of 4.' }),
  discountRatePerYear: Decimal.min(0).max(1).meta({
    description: 'For 52 weeks; applied at the end of each step of 4 weeks.',
  }),
  marginRatio: Decimal.gt(0).max(1).nullable().meta({
    description: 'Contribution margin over revenue; null gives lifetime value as revenue.',
  }),
});
export type ValueSettings = z.infer<typeof ValueSettings>;

export const defaultValueSettings: ValueSettings = {
  horizonWeeks: 52,
  discountRatePerYear: 0.1,
  marginRatio: null,
};
