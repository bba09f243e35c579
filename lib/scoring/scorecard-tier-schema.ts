import * as z from 'zod';
import { Money } from '../shared/money.ts';

/** How long the stored tier is kept, whatever the value does. */
export const TierStay = z
  .strictObject({
    since: z.iso.date(),
    keepsUntil: z.iso.date().meta({
      description: 'From this day on the tier may be lost; it may rise at any time.',
    }),
  })
  .nullable()
  .meta({
    description:
      'Null without a minimum stay in the policy, and for a day in the past, whose tier is decided afresh.',
  });

const FrequencyGap = z.strictObject({
  band: z.string(),
  intervalDaysMax: z.number().nullable().meta({
    description: 'Longest mean interval of the band; null where a second purchase is enough.',
  }),
});
const AmountGap = Money.extend({ band: z.string() });
const BreadthGap = z.strictObject({
  band: z.string(),
  categories: z.int().positive().meta({ description: 'How many more.' }),
});

/** The way to the next tier: what is missing in value, and the next better bands on the way. */
export const NextTier = z
  .strictObject({
    tier: z.string(),
    missing: Money.extend({
      purchaseDays: z.int().nullable().meta({
        description:
          'Purchase days from now on, at the expected spend, that would lift the value there.',
      }),
    }),
    bands: z
      .strictObject({
        frequency: FrequencyGap.nullable(),
        amount: AmountGap.nullable(),
        breadth: BreadthGap.nullable(),
      })
      .nullable()
      .meta({
        description: 'What is missing to the next better band of each kind; null at the top.',
      }),
  })
  .nullable()
  .meta({ description: 'Null in the best tier, and where there is no tier or no value.' });

export type TierStay = z.infer<typeof TierStay>;
export type NextTierCard = z.infer<typeof NextTier>;
