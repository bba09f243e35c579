import * as z from 'zod';

const positive = z.number().positive();
const share = z.number().min(0).max(1);

/** The parameters of word-of-mouth value as a model version pins them (science.md 5.2). Money in minor units. */
export const ReferralModel = z.strictObject({
  customers: z.int().nonnegative().meta({ description: 'Of the sample of ledgers.' }),
  referrers: z.int().nonnegative(),
  rate: z.strictObject({
    shape: positive,
    months: positive,
    fit: z.enum(['converged', 'boundary', 'few_data']).meta({
      description:
        '`converged`: maximum likelihood; `boundary`: customers do not differ, all have the mean rate; `few_data`: the default shape with the mean rate.',
    }),
    conversions: z.int().nonnegative(),
    observedMonths: z.number().nonnegative(),
  }),
  multipliers: z
    .strictObject({
      promoter: positive,
      passive: positive,
      detractor: positive,
      unanswered: positive,
    })
    .meta({ description: 'Of the conversion rate, by the last recommendation score.' }),
  stopPerMonth: positive.meta({ description: 'Rate at which a customer stops recommending.' }),
  susceptibleShare: share,
  discountPerMonth: z.number().nonnegative(),
  horizonMonths: z.int().positive(),
  spreaderMonths: positive.meta({ description: 'Discounted, all generations of friends.' }),
  firstGenerationMonths: positive,
  reproductionNumber: z.number().nonnegative(),
  saturation: z.number().nonnegative().meta({
    description:
      'Conversions that one more spreader adds in the whole market, over the linear form.',
  }),
  conversion: z.strictObject({
    typeOneShare: share,
    newCustomerValue: z.number().nonnegative(),
    acquisitionCost: z.number().nonnegative(),
    reward: z.number().nonnegative(),
    value: z.number().meta({ description: 'What one conversion is worth.' }),
  }),
  loyalty: z
    .strictObject({ eta: z.number(), meanNps: z.number().min(0).max(10) })
    .meta({ description: 'Change of spend per point of recommendation; 0 unless significant.' }),
  friendShare: share,
  thresholds: z
    .strictObject({ trade: z.number(), referral: z.number() })
    .meta({ description: 'Where the matrix is cut.' }),
});
export type ReferralModel = z.infer<typeof ReferralModel>;
